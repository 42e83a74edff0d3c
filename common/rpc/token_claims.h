// The claims of a development token as JSON. The form is narrower than JSON allows: a flat object, each claim
// once, no other claims, texts without escapes. So there is one way to read a token, and nothing to be
// confused about.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/rpc/caller.h"

namespace clearbudget::rpc {

struct TokenClaims {
  Caller caller;  // sub, person, agency, roles, region
  std::string issuer;
  std::string audience;
  // Seconds since 1970 in UTC.
  std::int64_t issued_at = 0;
  std::int64_t not_before = 0;
  std::int64_t expires_at = 0;
};

// The caller is valid.
std::string WriteClaims(const TokenClaims& claims);

// Errors: CREDENTIALS_INVALID with the cause. The caller of the result is valid; the times and issuer are as
// written.
absl::StatusOr<TokenClaims> ReadClaims(std::string_view json);

// What is wrong with a caller, in English; empty for one that a token can carry.
std::string WhatIsWrongWith(const Caller& caller);

}  // namespace clearbudget::rpc
