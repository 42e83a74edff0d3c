// What the text of a note may hold. For this folder only.
#pragma once

#include <string_view>

namespace clearbudget::trail {

// UTF-8 without control characters below U+0020 but newlines.
bool IsNoteText(std::string_view text);

// Not empty, of the characters of IsNoteText, without newlines, plus and the blanks of Unicode.
bool IsKeyName(std::string_view name);

}  // namespace clearbudget::trail
