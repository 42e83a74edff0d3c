// What text for people may hold: well-formed UTF-8 without characters that nobody sees.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace clearbudget::contract {

struct CodePoint {
  char32_t value = 0;
  size_t bytes = 0;    // 1 where the bytes are not well-formed.
  bool valid = false;  // False for malformed, overlong and surrogate sequences.
};

// Takes one character from the front of a text that is not empty.
CodePoint TakeCodePoint(std::string_view& text);

// True for control characters, bidirectional controls, zero-width characters and other characters without a
// shape. Spaces are not meant.
bool IsInvisible(char32_t character);

enum class TextFault {
  kNotUtf8,
  kCarriageReturn,
  kInvisible,   // What IsInvisible says; line feeds and tabs too in a text of one line.
  kOnlySpaces,  // Looks like a blank fact and would be none.
  kTooLong,
};

struct TextRule {
  size_t max_characters = 2000;
  bool paragraphs = false;  // True: line feeds and tabs are allowed.
};

// The first fault of a text; nothing for a text that is right. The empty text is right.
std::optional<TextFault> FindTextFault(std::string_view text, const TextRule& rule);

// True for 1 to 64 letters, digits, '.', '_' and '-'.
bool IsCode(std::string_view text);

// True for an RFC 3339 instant in UTC, such as 2020-01-31T08:00:00Z, with up to nine digits of a second.
bool IsInstant(std::string_view text);

}  // namespace clearbudget::contract
