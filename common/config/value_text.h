// The values of options as text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/config/option.h"
#include "common/errors/violation.h"

namespace clearbudget::config {

// Writes the option's value. The violation where the text does not fit; its path stays for the caller to set.
std::optional<errors::Violation> SetValue(const Option& option, std::string_view text);

// The current value as SetValue reads it; *** for a secret that is set.
std::string ValueText(const Option& option);

// What the option takes, such as "an integer from 0 to 65535".
std::string ExpectedChinese(const Option& option);
std::string ExpectedEnglish(const Option& option);

}  // namespace clearbudget::config
