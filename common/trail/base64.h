// Base64 of RFC 4648, section 4, with padding; what is accepted has one spelling only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace clearbudget::trail {

std::string ToBase64(std::string_view bytes);

// Absent for whatever ToBase64 does not write: blanks, missing padding, bits beyond the last byte.
std::optional<std::string> FromBase64(std::string_view text);

}  // namespace clearbudget::trail
