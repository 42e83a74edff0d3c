// Tokens of a development or demonstration installation, signed by the command-line client itself. Not for
// production, where an identity provider signs. The gateway verifies them as those of any issuer, with the
// JWK Set that WriteKeySetFile makes.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/identity/caller.h"
#include "common/identity/signing_key.h"
#include "common/ports/clock.h"

namespace clearbudget::identity {

inline constexpr std::string_view kDevelopmentIssuer = "clearbudget-development";
inline constexpr std::string_view kDevelopmentAudience = "clearbudget";
inline constexpr std::chrono::hours kLongestTokenLife{24};

class TokenSigner {
 public:
  // Errors: as SigningKey::Load. The clock lives longer.
  static absl::StatusOr<std::unique_ptr<TokenSigner>> Load(const std::string& private_key_file,
                                                           const ports::Clock& clock);
  ~TokenSigner();

  // The claims are iss, sub, person, agency, roles, region, aud, iat and exp; what the caller lacks is
  // left out. Errors: CONFIGURATION_INVALID for a caller that WhatIsWrongWith refuses, and for a life that is
  // not positive or longer than kLongestTokenLife.
  absl::StatusOr<std::string> Sign(const Caller& caller, std::chrono::seconds life) const;

 private:
  TokenSigner(std::unique_ptr<SigningKey> key, const ports::Clock& clock);

  std::unique_ptr<SigningKey> key_;
  const ports::Clock& clock_;
};

}  // namespace clearbudget::identity
