// Base64url without padding, RFC 7515 section 2.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace clearbudget::identity {

std::string EncodeBase64Url(std::string_view bytes);

// None for a text with padding, other characters, or bits that no byte needs: there is one text for each
// sequence of bytes.
std::optional<std::string> DecodeBase64Url(std::string_view text);

}  // namespace clearbudget::identity
