#pragma once

#include <string>
#include <string_view>

#include "services/disclosure/domain/document.h"

namespace clearbudget::disclosure {

// Text as HTML content or as the value of a quoted attribute. Control characters that HTML does not allow
// become U+FFFD.
std::string EscapeHtml(std::string_view text);

// Runs as HTML: figures become <data> elements that carry their exact value, their fact and its unit; line
// feeds become <br>.
std::string HtmlOf(const Text& text);

// `name="value"` with a space before it, or nothing for an empty value.
std::string HtmlAttribute(std::string_view name, std::string_view value);

}  // namespace clearbudget::disclosure
