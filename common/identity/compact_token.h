// The one way to read a signed token: a compact JWS, RFC 7515.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/identity/signature_algorithm.h"
#include "common/identity/strict_json.h"

namespace clearbudget::identity {

inline constexpr std::size_t kLongestToken = std::size_t{8} * 1024;

// Nothing of it is true before the signature holds.
struct CompactToken {
  SignatureAlgorithm algorithm;
  std::string key_id;
  std::string type;              // as written; empty where the header has none
  std::string_view signed_part;  // of the text that was read
  JsonObject claims;
  std::string signature;
};

// Errors: CREDENTIALS_INVALID with the cause, which repeats nothing of the token: longer than kLongestToken
// (looked at first), not three parts of base64url in their one form, a header or claims that are no strict
// JSON object, an algorithm that is not on the list, no plain key id, `crit`, or keys in the header (jwk,
// jku, x5c, x5u), which would let a token say how it is to be trusted.
absl::StatusOr<CompactToken> ReadCompactToken(std::string_view token);

}  // namespace clearbudget::identity
