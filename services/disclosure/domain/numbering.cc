#include "services/disclosure/domain/numbering.h"

#include <fmt/format.h>

#include "absl/status/status.h"
#include "services/disclosure/domain/chinese_numeral.h"

namespace clearbudget::disclosure {
namespace {

constexpr std::string_view kChineseOne = "一";
constexpr std::string_view kArabicOne = "1";

// Whether a heading may follow at once; 第一部分 needs a space, 一、 and （一） need none.
bool EndsWithMark(std::string_view text) {
  for (const std::string_view mark : {"、", "）", "．", "：", "》", ".", ")", ":", " ", "　"}) {
    if (text.size() >= mark.size() && text.substr(text.size() - mark.size()) == mark) return true;
  }
  return false;
}

}  // namespace

absl::StatusOr<NumberingForm> NumberingForm::FromText(std::string_view text) {
  NumberingForm form;
  if (text.empty()) return form;
  const size_t chinese = text.find(kChineseOne);
  const size_t arabic = text.find(kArabicOne);
  const bool is_chinese = chinese != std::string_view::npos;
  const std::string_view numeral = is_chinese ? kChineseOne : kArabicOne;
  const size_t at = is_chinese ? chinese : arabic;
  const bool both = is_chinese && arabic != std::string_view::npos;
  if (at == std::string_view::npos || both || text.find(numeral, at + 1) != std::string_view::npos) {
    return absl::InvalidArgumentError(
        fmt::format("numbering '{}' must hold one 一 or one 1, such as 一、 or （1）", text));
  }
  form.text_ = std::string(text);
  form.before_ = std::string(text.substr(0, at));
  form.after_ = std::string(text.substr(at + numeral.size()));
  form.chinese_ = is_chinese;
  if (!EndsWithMark(form.after_)) form.after_ += ' ';
  return form;
}

std::string NumberingForm::Print(int number) const {
  if (empty()) return "";
  return before_ + (chinese_ ? ChineseNumeral(number) : std::to_string(number)) + after_;
}

std::string SiblingCounter::Next(const NumberingForm& form) {
  return form.empty() ? "" : form.Print(++counts_[form.text()]);
}

}  // namespace clearbudget::disclosure
