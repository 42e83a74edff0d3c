#include "services/disclosure/writers/text_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "common/typography/glyph.h"
#include "common/typography/line_breaking.h"
#include "services/disclosure/writers/text_table.h"

namespace clearbudget::disclosure {
namespace {

constexpr int kWidth = 100;
constexpr int kIndent = 4;  // Two Chinese characters.
constexpr int kCaptionGap = 2;

std::string Spaces(int count) {
  return std::string(static_cast<size_t>(std::max(count, 0)), ' ');
}

std::string Repeated(std::string_view glyph, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += glyph;
  return text;
}

class TextPage {
 public:
  absl::Status Add(const Document& document) {
    if (!document.banner.empty()) AddBanner(document.banner);
    AddCentered(document.title);
    AddLine(Spaces((kWidth - 60) / 2) + Repeated("─", 60));
    absl::Status added = AddBlocks(document.opening);
    for (const Section& section : document.sections) {
      if (added.ok()) added = AddSection(section, 1);
    }
    for (const Section& annex : document.annexes) {
      AddLine("");
      AddLine(Repeated("═", kWidth));
      if (added.ok()) added = AddSection(annex, 1);
    }
    AddOrigin(document.origin);
    return added;
  }

  std::string Take() { return std::move(page_); }

 private:
  void AddLine(std::string_view line) {
    page_ += line;
    page_ += '\n';
  }

  void AddCentered(std::string_view text) {
    for (const std::string& line : typography::BreakLines(text, kWidth)) {
      AddLine(Spaces((kWidth - typography::DisplayWidth(line)) / 2) + line);
    }
  }

  void AddBanner(const std::string& banner) {
    AddLine(Repeated("▓", kWidth));
    AddCentered(banner);
    AddLine(Repeated("▓", kWidth));
    AddLine("");
  }

  void AddParagraph(const std::string& text) {
    AddLine("");
    bool first = true;
    for (const std::string& line : typography::BreakLines(text, kWidth, kIndent)) {
      AddLine(first ? Spaces(kIndent) + line : line);
      first = false;
    }
  }

  void AddNote(const Text& note) {
    for (const std::string& line : typography::BreakLines(PlainText(note), kWidth - kIndent))
      AddLine(Spaces(kIndent) + line);
  }

  // Headings of the first level stand out, those below keep to the margin.
  void AddHeading(const std::string& heading, int level) {
    AddLine("");
    if (level == 1) AddLine("");
    for (const std::string& line : typography::BreakLines(heading, kWidth)) AddLine(line);
    if (level == 1) AddLine(Repeated("─", std::min(typography::WidestLine(heading), kWidth)));
  }

  // From the left edge of the table to its right one, or one a line where they do not fit.
  void AddCaptions(const Table& table, int table_width) {
    if (table.captions.empty()) return;
    std::vector<std::string> facts;
    int needed = 0;
    for (const Text& caption : table.captions) {
      facts.push_back(PlainText(caption));
      needed += typography::DisplayWidth(facts.back()) + kCaptionGap;
    }
    needed -= kCaptionGap;
    if (needed > kWidth) {
      for (const std::string& fact : facts) AddLine(fact);
      return;
    }
    const int width = std::min(std::max(needed, table_width), kWidth);
    std::string line = Spaces((kWidth - width) / 2);
    int spare = width - needed;
    int gaps = std::max(static_cast<int>(facts.size()) - 1, 1);
    if (facts.size() == 1) line += Spaces(spare);
    for (size_t i = 0; i < facts.size(); ++i) {
      line += facts[i];
      if (i + 1 == facts.size()) break;
      line += Spaces(kCaptionGap + spare / gaps);
      spare -= spare / gaps--;
    }
    AddLine(line);
  }

  absl::Status AddTable(const Table& table) {
    absl::StatusOr<std::vector<std::string>> lines = DrawTable(table, kWidth);
    if (!lines.ok()) {
      return absl::Status(lines.status().code(),
                          fmt::format("table {}: {}", table.key, std::string(lines.status().message())));
    }
    AddLine("");
    if (!table.title.empty()) AddCentered(table.number + table.title);
    const int width = lines->empty() ? 0 : typography::DisplayWidth(lines->front());
    AddCaptions(table, width);
    for (const std::string& line : *lines) AddLine(Spaces((kWidth - width) / 2) + line);
    for (const Text& note : table.notes) AddNote(note);
    return absl::OkStatus();
  }

  absl::Status AddBlocks(const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
      if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
        AddParagraph(paragraph->number + PlainText(paragraph->text));
      } else if (const auto* heading = std::get_if<MinorHeading>(&block)) {
        AddHeading(heading->number + PlainText(heading->text), 2);
      } else if (const auto* note = std::get_if<Note>(&block)) {
        AddLine("");
        AddNote(note->text);
      } else if (const auto* table = std::get_if<Table>(&block)) {
        absl::Status added = AddTable(*table);
        if (!added.ok()) return added;
      }
    }
    return absl::OkStatus();
  }

  absl::Status AddSection(const Section& section, int level) {
    AddHeading(section.number + PlainText(section.heading), level);
    absl::Status added = AddBlocks(section.blocks);
    for (const Section& below : section.sections) {
      if (added.ok()) added = AddSection(below, level + 1);
    }
    return added;
  }

  void AddOrigin(const std::vector<OriginEntry>& origin) {
    if (origin.empty()) return;
    AddLine("");
    AddLine(Repeated("─", kWidth));
    for (const OriginEntry& entry : origin) AddLine(fmt::format("{}：{}", entry.label, entry.value));
  }

  std::string page_;
};

}  // namespace

absl::StatusOr<std::string> WriteText(const Document& document) {
  TextPage page;
  absl::Status added = page.Add(document);
  if (!added.ok()) return added;
  return page.Take();
}

}  // namespace clearbudget::disclosure
