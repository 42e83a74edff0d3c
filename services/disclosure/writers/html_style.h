#pragma once

#include <string_view>

namespace clearbudget::disclosure {

// The style sheet of the HTML page: nothing in it is loaded from anywhere.
extern const std::string_view kHtmlStyle;

}  // namespace clearbudget::disclosure
