#include "services/disclosure/writers/html_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "services/disclosure/writers/html_style.h"
#include "services/disclosure/writers/html_table.h"
#include "services/disclosure/writers/html_text.h"

namespace clearbudget::disclosure {
namespace {

// The page may show itself and load nothing, whatever a text brings along.
constexpr std::string_view kContentPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'";

class HtmlPage {
 public:
  absl::Status Add(const Document& document) {
    AddHead(document);
    AddContents(document);
    Line("<main id=\"page-text\">");
    absl::Status added = AddBlocks(document.opening, 1);
    for (const Section& section : document.sections) {
      if (added.ok()) added = AddSection(section, 2, "");
    }
    for (const Section& annex : document.annexes) {
      if (added.ok()) added = AddSection(annex, 2, " class=\"annex\"");
    }
    Line("</main>");
    AddOrigin(document.origin);
    Line("</body>\n</html>");
    return added;
  }

  std::string Take() { return std::move(page_); }

 private:
  void Line(std::string_view html) {
    page_ += html;
    page_ += '\n';
  }

  void AddHead(const Document& document) {
    const std::string title = EscapeHtml(document.title);
    const std::string banner = EscapeHtml(document.banner);
    Line("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">");
    Line(fmt::format("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", kContentPolicy));
    Line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    Line(banner.empty() ? fmt::format("<title>{}</title>", title)
                        : fmt::format("<title>{}（{}）</title>", title, banner));
    Line(fmt::format("<style>{}</style>\n</head>", kHtmlStyle));
    Line(banner.empty() ? "<body>" : "<body class=\"has-banner\">");
    Line("<a class=\"skip\" href=\"#page-text\">跳到正文</a>");
    if (!banner.empty()) Line(fmt::format("<p class=\"banner\" role=\"note\">{}</p>", banner));
    Line(fmt::format("<header class=\"head\"><h1>{}</h1></header>", title));
  }

  static std::string LinkTo(const Section& section) {
    return fmt::format("<a href=\"#{}\">{}{}</a>", EscapeHtml(section.id), EscapeHtml(section.number),
                       EscapeHtml(PlainText(section.heading)));
  }

  // Sections and the sections below them; deeper ones would make the list longer than it helps.
  void AddContents(const Document& document) {
    if (document.sections.empty()) return;
    Line("<nav aria-labelledby=\"page-contents\">\n<h2 id=\"page-contents\">目录</h2>\n<ol>");
    for (const std::vector<Section>* sections : {&document.sections, &document.annexes}) {
      for (const Section& section : *sections) AddContentsEntry(section);
    }
    Line("</ol>\n</nav>");
  }

  void AddContentsEntry(const Section& section) {
    page_ += "<li>" + LinkTo(section);
    if (!section.sections.empty()) {
      page_ += "<ol>";
      for (const Section& below : section.sections) page_ += "<li>" + LinkTo(below) + "</li>";
      page_ += "</ol>";
    }
    Line("</li>");
  }

  static std::string Numbered(const std::string& number, const Text& text) {
    if (number.empty()) return HtmlOf(text);
    return fmt::format("<span class=\"number\">{}</span>{}", EscapeHtml(number), HtmlOf(text));
  }

  void AddHeading(int level, const std::string& id, const std::string& number, const Text& text) {
    const int shown = std::min(level, 6);
    Line(fmt::format("<h{}{}>{}</h{}>", shown, HtmlAttribute("id", id), Numbered(number, text), shown));
  }

  // `level` is that of the heading the blocks stand under.
  absl::Status AddBlocks(const std::vector<Block>& blocks, int level) {
    for (const Block& block : blocks) {
      if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
        Line(fmt::format("<p>{}</p>", Numbered(paragraph->number, paragraph->text)));
      } else if (const auto* heading = std::get_if<MinorHeading>(&block)) {
        AddHeading(level + 1, "", heading->number, heading->text);
      } else if (const auto* note = std::get_if<Note>(&block)) {
        Line(fmt::format("<p class=\"note\">{}</p>", HtmlOf(note->text)));
      } else if (const auto* table = std::get_if<Table>(&block)) {
        absl::StatusOr<std::string> html = HtmlTable(*table);
        if (!html.ok()) {
          return absl::Status(html.status().code(),
                              fmt::format("table {}: {}", table->key, std::string(html.status().message())));
        }
        page_ += *html;
      }
    }
    return absl::OkStatus();
  }

  absl::Status AddSection(const Section& section, int level, std::string_view attributes) {
    Line(fmt::format("<section{} aria-labelledby=\"{}\">", attributes, EscapeHtml(section.id)));
    AddHeading(level, section.id, section.number, section.heading);
    absl::Status added = AddBlocks(section.blocks, level);
    for (const Section& below : section.sections) {
      if (added.ok()) added = AddSection(below, level + 1, "");
    }
    Line("</section>");
    return added;
  }

  void AddOrigin(const std::vector<OriginEntry>& origin) {
    if (origin.empty()) return;
    Line("<footer>\n<dl>");
    for (const OriginEntry& entry : origin) {
      Line(fmt::format("<dt>{}</dt><dd>{}</dd>", EscapeHtml(entry.label), EscapeHtml(entry.value)));
    }
    Line("</dl>\n</footer>");
  }

  std::string page_;
};

}  // namespace

absl::StatusOr<std::string> WriteHtml(const Document& document) {
  HtmlPage page;
  absl::Status added = page.Add(document);
  if (!added.ok()) return added;
  return page.Take();
}

}  // namespace clearbudget::disclosure
