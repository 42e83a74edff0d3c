#include "common/contract/secrecy_marking.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "common/contract/text_check.h"

namespace clearbudget::contract {
namespace {

constexpr char32_t kStar = U'★';

// A character in its plain form: half-width, simplified, one star for all.
char32_t Folded(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFF01 - 0x21;
  if (c == U'☆' || c == U'⭐' || (c >= 0x2729 && c <= 0x2730) || c == U'⋆' || c == U'🌟') return kStar;
  switch (c) {
    case U'絕':
    case U'绝':
      return U'绝';
    case U'機':
      return U'机';
    case U'祕':
      return U'秘';
    case U'長':
      return U'长';
    case U'個':
    case U'箇':
      return U'个';
    case U'級':
      return U'级';
    default:
      return c;
  }
}

bool IsBlank(char32_t c) {
  return c == ' ' || c == 0x00A0 || c == 0x3000 || c == 0x1680 || c == 0x205F ||
         (c >= 0x2000 && c <= 0x200A) || c == 0xFE0F || IsInvisible(c);
}

bool IsOneOf(char32_t c, std::u32string_view set) {
  return set.find(c) != set.npos;
}

// Part of a word: what stands before a level then makes another word of it.
bool IsWordCharacter(char32_t c) {
  return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF) || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z');
}

// The text's folded characters without blanks. A line feed stays, as it ends what belongs together.
std::u32string Compact(std::string_view text) {
  std::u32string compact;
  while (!text.empty()) {
    const CodePoint next = TakeCodePoint(text);
    if (next.value == '\n' || !IsBlank(next.value)) compact.push_back(Folded(next.value));
  }
  return compact;
}

std::u32string_view Without(std::u32string_view text, std::u32string_view leading) {
  text.remove_prefix(std::min(text.find_first_not_of(leading), text.size()));
  return text;
}

// A period of secrecy at the beginning: a number of years, months or days, or without end.
bool BeginsWithPeriod(std::u32string_view text) {
  constexpr std::size_t kMostDigits = 3;  // A number of four digits is a calendar year.
  text = Without(text, U":-—–_·.、,;()[]{}<>【】〔〕「」《》");
  if (text.starts_with(U"长期")) return true;
  const std::u32string_view rest = Without(text, U"0123456789〇零一二两三四五六七八九十百");
  const std::size_t digits = text.size() - rest.size();
  if (digits == 0 || digits > kMostDigits || rest.empty()) return false;
  return IsOneOf(rest.front(), U"年月天日") || rest.starts_with(U"个月");
}

// Whether the level of secrecy that ends before `behind` and begins after `before` is marked as one.
bool IsMarked(std::u32string_view before, std::u32string_view behind) {
  if (!behind.empty() && behind.front() == U'级') behind.remove_prefix(1);
  // The star may stand on the line above or below.
  const std::u32string_view next = Without(behind, U"\n:-—–()[]【】");
  const std::size_t last = before.find_last_not_of(U"\n:-—–()[]【】");
  if (!next.empty() && next.front() == kStar) return true;
  if (last != before.npos && before[last] == kStar) return true;
  const bool whole_word = before.empty() || !IsWordCharacter(before.back());
  // An asterisk is how a star is typed; alone it is the sign of a footnote.
  if (!behind.empty() && behind.front() == '*') return BeginsWithPeriod(Without(behind, U"*"));
  return whole_word && BeginsWithPeriod(behind);
}

}  // namespace

bool BearsSecrecyMarking(std::string_view text) {
  // Nearly no text holds the character that all levels share.
  if (text.find("密") == text.npos) return false;
  const std::u32string compact = Compact(text);
  const std::u32string_view all = compact;
  for (std::size_t at = all.find(U'密'); at != all.npos; at = all.find(U'密', at + 1)) {
    if (at == 0 || !IsOneOf(all[at - 1], U"绝机秘")) continue;
    if (IsMarked(all.substr(0, at - 1), all.substr(at + 1))) return true;
  }
  return false;
}

}  // namespace clearbudget::contract
