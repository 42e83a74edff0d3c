// Texts as RFC 8785 (JSON Canonicalization Scheme) writes them.
#pragma once

#include <string>
#include <string_view>

namespace clearbudget::facts {

// Appends the text in quotes: the short escapes where JSON has them, \u00xx in lower case for other control
// characters, everything else as its UTF-8 bytes.
void AppendJsonString(std::string_view text, std::string& out);

}  // namespace clearbudget::facts
