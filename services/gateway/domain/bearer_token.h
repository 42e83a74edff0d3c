// The one form in which tokens come: `authorization: Bearer <token>`, RFC 6750.
#pragma once

#include <optional>
#include <string_view>

namespace clearbudget::gateway {

// The token in the field's value; nothing for another scheme or what cannot be a token.
std::optional<std::string_view> BearerToken(std::string_view authorization);

}  // namespace clearbudget::gateway
