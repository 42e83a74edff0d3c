#include "common/targets/number_reader.h"

#include <string>

#include "common/targets/chinese_numeral.h"
#include "common/targets/written_text.h"

namespace clearbudget::targets {
namespace {

constexpr NumberReading kNone;
constexpr NumberReading kMalformed{std::nullopt, true};

size_t DigitsAt(std::u32string_view text, size_t position) {
  size_t end = position;
  while (end < text.size() && IsDigit(text[end])) ++end;
  return end - position;
}

// The digits of 1,200 without its commas; every group after the first has three digits.
bool AppendWholePart(std::u32string_view text, size_t& position, std::string& digits) {
  size_t count = DigitsAt(text, position);
  const size_t first_count = count;
  while (true) {
    for (size_t i = 0; i < count; ++i) digits.push_back(static_cast<char>(text[position + i]));
    position += count;
    const bool has_group =
        position < text.size() && text[position] == U',' && DigitsAt(text, position + 1) > 0;
    if (!has_group) return true;
    ++position;
    count = DigitsAt(text, position);
    if (count != 3 || first_count > 3) return false;
  }
}

// What cannot stand right behind a number: another part of a number.
bool ContinuesLikeANumber(std::u32string_view rest) {
  if (rest.empty()) return false;
  if (rest.front() == U'.' || rest.front() == U' ') return true;
  const bool exponent = rest.front() == U'e' || rest.front() == U'E';
  return exponent && rest.size() > 1 && (IsDigit(rest[1]) || rest[1] == U'+' || rest[1] == U'-');
}

NumberReading TakeArabic(std::u32string_view& text) {
  size_t position = text.starts_with(U'-') ? 1 : 0;
  if (DigitsAt(text, position) == 0) return kNone;
  std::string digits(position, '-');
  if (!AppendWholePart(text, position, digits)) return kMalformed;
  if (position < text.size() && text[position] == U'.') {
    digits.push_back('.');
    const size_t count = DigitsAt(text, ++position);
    for (size_t i = 0; i < count; ++i) digits.push_back(static_cast<char>(text[position + i]));
    position += count;
  }
  if (ContinuesLikeANumber(text.substr(position))) return kMalformed;
  const auto value = money::Decimal::FromText(digits);
  if (!value.ok()) return kMalformed;
  text.remove_prefix(position);
  return {WrittenNumber{*value, false, {}}, false};
}

NumberReading TakeChinese(std::u32string_view& text) {
  size_t end = 0;
  while (end < text.size() && IsChineseNumeral(text[end])) ++end;
  if (end == 0) return kNone;
  while (end > 1 && (text[end - 1] == U'万' || text[end - 1] == U'亿')) --end;
  const auto value = ReadChineseNumeral(text.substr(0, end));
  if (!value.has_value()) return kMalformed;
  text.remove_prefix(end);
  return {WrittenNumber{*value, true, {}}, false};
}

NumberReading TakeRate(std::u32string_view& text, std::u32string_view unit) {
  if (unit == U"%" && text.starts_with(U'百')) {  // 百分之百
    text.remove_prefix(1);
    return {WrittenNumber{money::Decimal::FromInteger(100), true, unit}, false};
  }
  NumberReading reading = TakeArabic(text);
  if (!reading.number.has_value() && !reading.malformed) reading = TakeChinese(text);
  if (!reading.number.has_value()) return kMalformed;
  reading.number->rate_unit = unit;
  return reading;
}

}  // namespace

NumberReading TakeNumber(std::u32string_view& text) {
  if (TakePrefix(text, U"百分百"))
    return {WrittenNumber{money::Decimal::FromInteger(100), true, U"%"}, false};
  if (TakePrefix(text, U"百分之")) return TakeRate(text, U"%");
  if (TakePrefix(text, U"千分之")) return TakeRate(text, U"‰");
  const NumberReading arabic = TakeArabic(text);
  if (arabic.number.has_value() || arabic.malformed) return arabic;
  return TakeChinese(text);
}

}  // namespace clearbudget::targets
