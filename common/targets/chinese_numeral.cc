#include "common/targets/chinese_numeral.h"

#include <string_view>

namespace clearbudget::targets {
namespace {

constexpr std::u32string_view kDigits = U"零一二三四五六七八九";
constexpr std::u32string_view kFinancialDigits = U"零壹贰叁肆伍陆柒捌玖";
constexpr char32_t kPoint = U'点';

std::optional<int> DigitOf(char32_t c) {
  if (c == U'〇') return 0;
  if (c == U'两') return 2;
  size_t index = kDigits.find(c);
  if (index == kDigits.npos) index = kFinancialDigits.find(c);
  if (index == kDigits.npos) return std::nullopt;
  return static_cast<int>(index);
}

// The units inside a section of four digits.
std::optional<int> UnitOf(char32_t c) {
  if (c == U'十' || c == U'拾') return 10;
  if (c == U'百' || c == U'佰') return 100;
  if (c == U'千' || c == U'仟') return 1000;
  return std::nullopt;
}

// 0 < value < 10^4, such as 二百零三. A jump over a unit must be marked by one 零.
class SectionReader {
 public:
  std::optional<int64_t> Read(std::u32string_view text) {
    for (size_t i = 0; i < text.size(); ++i) {
      const bool two_as_liang = text[i] == U'两' && i + 1 < text.size() && UnitOf(text[i + 1]) == 10;
      if (two_as_liang || !Accept(text[i])) return std::nullopt;
    }
    if (zero_ || (digit_ == 0 && value_ == 0)) return std::nullopt;
    if (digit_ > 0 && last_unit_ != 10 && last_unit_ != kNoUnit && !after_zero_) return std::nullopt;
    return value_ + digit_;
  }

 private:
  static constexpr int kNoUnit = 10000;

  bool Accept(char32_t c) {
    const std::optional<int> digit = DigitOf(c);
    if (digit.has_value()) return *digit == 0 ? AcceptZero() : AcceptDigit(*digit);
    const std::optional<int> unit = UnitOf(c);
    return unit.has_value() && AcceptUnit(*unit);
  }

  bool AcceptZero() {
    if (digit_ != 0 || zero_ || last_unit_ == kNoUnit || last_unit_ == 10) return false;
    zero_ = true;
    return true;
  }

  bool AcceptDigit(int digit) {
    if (digit_ != 0) return false;
    digit_ = digit;
    after_zero_ = zero_;
    zero_ = false;
    return true;
  }

  bool AcceptUnit(int unit) {
    const bool starts_with_ten = unit == 10 && value_ == 0 && digit_ == 0 && last_unit_ == kNoUnit;
    if (starts_with_ten) digit_ = 1;  // 十五
    if (digit_ == 0 || unit >= last_unit_) return false;
    const bool jumps = last_unit_ != kNoUnit && unit * 10 != last_unit_;
    if (jumps && !after_zero_) return false;
    value_ += int64_t{digit_} * unit;
    last_unit_ = unit;
    digit_ = 0;
    after_zero_ = false;
    return true;
  }

  int64_t value_ = 0;
  int digit_ = 0;            // read, but not yet given a unit
  bool zero_ = false;        // a 零 was read last
  bool after_zero_ = false;  // the digit follows a 零
  int last_unit_ = kNoUnit;
};

// A section below a higher one: 一万零五, 一万二千; but 一万二 is speech for 12,000 and refused.
std::optional<int64_t> ReadLowerSection(std::u32string_view text) {
  if (text.empty()) return 0;
  const bool marked = DigitOf(text.front()) == 0;
  if (marked) text.remove_prefix(1);
  const std::optional<int64_t> value = SectionReader().Read(text);
  if (!value.has_value() || (!marked && *value < 1000)) return std::nullopt;
  return value;
}

// Splits at `unit` (万 or 亿): the part above must be a section, the rest is read by `lower`.
std::optional<int64_t> ReadWhole(std::u32string_view text) {
  if (text.size() == 1 && DigitOf(text.front()) == 0) return 0;
  int64_t total = 0;
  bool is_lower = false;
  for (const auto& [unit, factor] :
       {std::pair{U'亿', int64_t{100'000'000}}, std::pair{U'万', int64_t{10'000}}}) {
    const size_t position = text.find(unit);
    if (position == text.npos) continue;
    const std::u32string_view above = text.substr(0, position);
    const auto section = is_lower ? ReadLowerSection(above) : SectionReader().Read(above);
    if (!section.has_value() || *section == 0) return std::nullopt;
    total += *section * factor;
    text.remove_prefix(position + 1);
    is_lower = true;
  }
  const auto rest = is_lower ? ReadLowerSection(text) : SectionReader().Read(text);
  if (!rest.has_value()) return std::nullopt;
  return total + *rest;
}

}  // namespace

bool IsChineseNumeral(char32_t c) {
  return DigitOf(c).has_value() || UnitOf(c).has_value() || c == U'万' || c == U'亿' || c == kPoint;
}

std::optional<int64_t> ReadChineseDigits(std::u32string_view text) {
  if (text.empty() || text.size() > 9) return std::nullopt;
  int64_t value = 0;
  for (const char32_t c : text) {
    const std::optional<int> digit = DigitOf(c);
    if (!digit.has_value() || c == U'两') return std::nullopt;
    value = value * 10 + *digit;
  }
  return value;
}

std::optional<money::Decimal> ReadChineseNumeral(std::u32string_view text) {
  const size_t point = text.find(kPoint);
  const std::optional<int64_t> whole = ReadWhole(text.substr(0, point));
  if (!whole.has_value()) return std::nullopt;
  if (point == text.npos) return money::Decimal::FromInteger(*whole);
  const std::u32string_view places = text.substr(point + 1);
  const std::optional<int64_t> fraction = ReadChineseDigits(places);
  if (!fraction.has_value() || places.size() > 6) return std::nullopt;
  int64_t scale = 1;
  for (size_t i = 0; i < places.size(); ++i) scale *= 10;
  const auto value =
      money::Decimal::FromUnscaled(*whole * scale + *fraction, static_cast<int>(places.size()));
  if (!value.ok()) return std::nullopt;
  return *value;
}

}  // namespace clearbudget::targets
