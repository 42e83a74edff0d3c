// The claims of the tokens that the suite signs itself.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/identity/caller.h"
#include "common/ports/clock.h"

namespace clearbudget::identity {

std::int64_t SecondsOf(ports::Instant instant);

struct SignedClaims {
  std::string_view issuer;
  std::string_view audience;
  // Seconds since 1970 in UTC.
  std::int64_t issued_at = 0;
  std::int64_t expires_at = 0;
};

// A JSON object; what the caller lacks is left out.
std::string ClaimsText(const SignedClaims& claims, const Caller& caller);

}  // namespace clearbudget::identity
