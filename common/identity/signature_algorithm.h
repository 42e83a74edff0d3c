// The signatures that tokens may have: a fixed list. Algorithms with a shared secret and `none` are not on
// it.
#pragma once

#include <optional>
#include <string_view>

namespace clearbudget::identity {

enum class SignatureAlgorithm { kRs256, kPs256, kEs256, kEdDsa };

// As in RFC 7518 and RFC 8037: "RS256", "PS256", "ES256", "EdDSA", in this case only.
std::optional<SignatureAlgorithm> SignatureAlgorithmFromName(std::string_view name);
std::string_view NameOf(SignatureAlgorithm algorithm);

}  // namespace clearbudget::identity
