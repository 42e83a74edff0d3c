// Texts of unknown origin, made fit to be written to a log or an answer.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace clearbudget::observability {

// Stands for bytes that are no character.
inline constexpr std::string_view kReplacementCharacter = "\uFFFD";

// The length of the UTF-8 character that the text begins with; 0 where it begins with none. The text is not
// empty.
std::size_t Utf8CharacterLength(std::string_view text);

// The text as UTF-8 of at most so many bytes: what is not UTF-8 is replaced, and a longer text is cut between
// two characters and ends with "…".
std::string Utf8Within(std::string_view text, std::size_t most_bytes);

}  // namespace clearbudget::observability
