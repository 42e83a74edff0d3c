// What a caller may do under a power that was lent to him.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "common/identity/caller.h"
#include "common/ports/call_limits.h"
#include "common/ports/clock.h"
#include "common/rpc/delegations.h"

namespace clearbudget::rpc {

// The metadata that names the delegation under which a call is made.
inline constexpr std::string_view kActingForKey = "x-acting-for";

// The caller with the roles, agency and region that were lent, and nothing of his own but subject and person.
// Errors: DELEGATION_INVALID where there is no such delegation, or it is not to this person, revoked, or not
// of today in Asia/Shanghai: the caller is not told which; UNAVAILABLE.
absl::StatusOr<identity::Caller> ActingFor(std::string_view delegation, const identity::Caller& caller,
                                           const ports::CallLimits& limits, ports::Instant now,
                                           Delegations& delegations);

}  // namespace clearbudget::rpc
