// Fills the catalogue's texts.
#include <cstddef>

#include "common/errors/catalogue.h"
#include "fmt/core.h"

namespace clearbudget::errors {
namespace {

// Appends the text with its placeholders filled. False where one has no value.
bool Fill(std::string_view text, const Metadata& metadata, std::string& out) {
  bool complete = true;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    out.append(text.substr(0, open));
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find('}', open);
    const auto value = metadata.find(text.substr(open + 1, close - open - 1));
    if (value == metadata.end()) {
      complete = false;
    } else {
      out.append(value->second);
    }
    text.remove_prefix(close + 1);
  }
  return complete;
}

std::string FillTemplate(std::string_view text, const Metadata& metadata) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find('[');
    Fill(text.substr(0, open), metadata, out);
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find(']', open);
    std::string part;
    if (Fill(text.substr(open + 1, close - open - 1), metadata, part)) out.append(part);
    text.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace

std::string ChineseText(Reason reason, const Metadata& metadata) {
  return FillTemplate(RowOf(reason).chinese, metadata);
}

std::string EnglishText(Reason reason, const Metadata& metadata) {
  return FillTemplate(RowOf(reason).english, metadata);
}

std::string ChineseText(const Violation& violation) {
  const std::string what = ChineseText(violation.reason, {});
  if (violation.given.empty()) return fmt::format("{}，应为{}", what, violation.expected_zh);
  return fmt::format("{}：给出“{}”，应为{}", what, violation.given, violation.expected_zh);
}

std::string EnglishText(const Violation& violation) {
  const std::string what = EnglishText(violation.reason, {});
  if (violation.given.empty()) return fmt::format("{}; expected {}", what, violation.expected_en);
  return fmt::format("{}: given \"{}\", expected {}", what, violation.given, violation.expected_en);
}

}  // namespace clearbudget::errors
