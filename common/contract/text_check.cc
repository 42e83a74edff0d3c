#include "common/contract/text_check.h"

#include <algorithm>
#include <array>

#include "common/facts/date.h"

namespace clearbudget::contract {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Categories Cc and Cf with the line separators and noncharacters, in order. Variation selectors are not
// among them: names are written with them.
constexpr std::array<Range, 15> kInvisible = {{{0x0000, 0x001F},
                                               {0x007F, 0x009F},
                                               {0x00AD, 0x00AD},
                                               {0x061C, 0x061C},
                                               {0x180E, 0x180E},
                                               {0x200B, 0x200F},
                                               {0x2028, 0x202E},
                                               {0x2060, 0x206F},
                                               {0xFDD0, 0xFDEF},
                                               {0xFEFF, 0xFEFF},
                                               {0xFFF9, 0xFFFB},
                                               {0xFFFE, 0xFFFF},
                                               {0x1BCA0, 0x1BCA3},
                                               {0x1D173, 0x1D17A},
                                               {0xE0000, 0xE007F}}};

bool IsSpace(char32_t character) {
  return character == ' ' || character == '\n' || character == '\t' || character == 0x00A0 ||
         character == 0x3000 || (character >= 0x2000 && character <= 0x200A);
}

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

CodePoint TakeCodePoint(std::string_view& text) {
  static constexpr char32_t kLeastOfLength[] = {0, 0, 0x80, 0x800, 0x10000};
  const auto lead = static_cast<unsigned char>(text[0]);
  size_t length = 1;
  char32_t value = lead;
  if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    value = lead & 0x07U;
  } else if (lead >= 0xE0 && lead < 0xF0) {
    length = 3;
    value = lead & 0x0FU;
  } else if (lead >= 0xC2 && lead < 0xE0) {
    length = 2;
    value = lead & 0x1FU;
  }
  bool valid = lead < 0x80 || length > 1;
  if (text.size() < length) valid = false;
  for (size_t i = 1; valid && i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    valid = (next & 0xC0U) == 0x80U;
    value = (value << 6U) | (next & 0x3FU);
  }
  if (valid && (value < kLeastOfLength[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))) {
    valid = false;
  }
  if (!valid) length = 1;
  text.remove_prefix(length);
  return {valid ? value : 0, length, valid};
}

bool IsInvisible(char32_t character) {
  const auto* range = std::upper_bound(kInvisible.begin(), kInvisible.end(), character,
                                       [](char32_t wanted, const Range& r) { return wanted < r.first; });
  return range != kInvisible.begin() && character <= (range - 1)->last;
}

std::optional<TextFault> FindTextFault(std::string_view text, const TextRule& rule) {
  if (text.empty()) return std::nullopt;
  size_t characters = 0;
  bool only_spaces = true;
  for (std::string_view rest = text; !rest.empty(); ++characters) {
    const CodePoint next = TakeCodePoint(rest);
    if (!next.valid) return TextFault::kNotUtf8;
    if (next.value == '\r') return TextFault::kCarriageReturn;
    const bool allowed = rule.paragraphs && (next.value == '\n' || next.value == '\t');
    if (!allowed && IsInvisible(next.value)) return TextFault::kInvisible;
    only_spaces = only_spaces && IsSpace(next.value);
  }
  if (only_spaces) return TextFault::kOnlySpaces;
  if (characters > rule.max_characters) return TextFault::kTooLong;
  return std::nullopt;
}

bool IsCode(std::string_view text) {
  constexpr size_t kMostCharacters = 64;
  if (text.empty() || text.size() > kMostCharacters) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  });
}

bool IsInstant(std::string_view text) {
  constexpr size_t kWithoutFraction = 20;
  if (text.size() < kWithoutFraction || text.size() > kWithoutFraction + 10 || text.back() != 'Z')
    return false;
  if (!facts::Date::FromText(text.substr(0, 10)) || text[10] != 'T' || text[13] != ':' || text[16] != ':') {
    return false;
  }
  for (const size_t place : {11U, 14U, 17U}) {
    if (!AllDigits(text.substr(place, 2))) return false;
  }
  if (text.substr(11, 2) > "23" || text.substr(14, 2) > "59" || text.substr(17, 2) > "59") return false;
  const std::string_view fraction = text.substr(19, text.size() - kWithoutFraction);
  return fraction.empty() || (fraction[0] == '.' && AllDigits(fraction.substr(1)));
}

}  // namespace clearbudget::contract
