// Text as people type it, brought to one form before it is read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace clearbudget::targets {

// Absent when the text is not valid UTF-8.
std::optional<std::u32string> Decode(std::string_view utf8);
std::string Encode(std::u32string_view text);

// Half-width forms; one sign each for ≥ ≤ > < = ≈ - ~ however they were typed (>=, ≧, 》=, －, ～ ...); no
// spaces, except between two digits, where taking it away would make another number; no full stop or comma at
// the end. 《...》 around a title stays.
std::u32string Normalised(std::u32string_view text);

bool IsDigit(char32_t c);

// Removes `prefix` (`suffix`) from `text`; false when it is not there.
bool TakePrefix(std::u32string_view& text, std::u32string_view prefix);
bool TakeSuffix(std::u32string_view& text, std::u32string_view suffix);

}  // namespace clearbudget::targets
