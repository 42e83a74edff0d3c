// Characters as a terminal shows them.
#pragma once

#include <string_view>
#include <vector>

namespace clearbudget::typography {

// One character with the marks that combine with it.
struct Glyph {
  std::string_view bytes;  // UTF-8, a part of the text it was read from.
  char32_t code = 0;       // The base character; U+FFFD for bytes that are no UTF-8.
  int width = 0;           // In columns: 2 for wide and full-width characters of East Asia, else 1.
};

// Width is that of a terminal outside East Asian legacy modes: ambiguous characters such as “ and ≥ count 1.
std::vector<Glyph> GlyphsOf(std::string_view text);

int DisplayWidth(std::string_view text);

}  // namespace clearbudget::typography
