#include "services/disclosure/writers/html_text.h"

#include <fmt/format.h>

namespace clearbudget::disclosure {
namespace {

std::string WithBreaks(std::string_view text) {
  std::string html;
  for (size_t start = 0;;) {
    const size_t end = text.find('\n', start);
    html += EscapeHtml(text.substr(start, end - start));
    if (end == std::string_view::npos) return html;
    html += "<br>";
    start = end + 1;
  }
}

}  // namespace

std::string EscapeHtml(std::string_view text) {
  std::string html;
  html.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default: {
        const auto byte = static_cast<unsigned char>(c);
        const bool control = (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
        if (control) {
          html += "\xEF\xBF\xBD";
        } else {
          html += c;
        }
      }
    }
  }
  return html;
}

std::string HtmlAttribute(std::string_view name, std::string_view value) {
  return value.empty() ? "" : fmt::format(" {}=\"{}\"", name, EscapeHtml(value));
}

std::string HtmlOf(const Text& text) {
  std::string html;
  for (const TextRun& run : text) {
    if (!run.figure.has_value()) {
      html += WithBreaks(run.text);
      continue;
    }
    html += fmt::format("<data value=\"{}\"{}{}>{}</data>", EscapeHtml(run.figure->value),
                        HtmlAttribute("data-fact", run.figure->fact),
                        HtmlAttribute("data-unit", run.figure->unit), WithBreaks(run.text));
  }
  return html;
}

}  // namespace clearbudget::disclosure
