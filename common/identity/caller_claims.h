// Who calls, after the claims of a token and its issuer's policy.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "common/identity/caller.h"
#include "common/identity/issuer_policy.h"
#include "common/identity/strict_json.h"

namespace clearbudget::identity {

// The claims are signed by the issuer. Roles that are not the suite's are dropped. Errors:
// CREDENTIALS_INVALID for a caller that WhatIsWrongWith refuses, a subject that belongs to the suite's own
// services or to certificates, and a region that the issuer may not vouch for.
absl::StatusOr<Caller> CallerOf(const JsonObject& claims, const IssuerPolicy& policy);

// Subjects that begin so are no token's.
bool IsReservedSubject(std::string_view subject);

}  // namespace clearbudget::identity
