#pragma once

#include "absl/status/status.h"
#include "common/identity/caller.h"
#include "services/submission/domain/delegation.h"

// Who may lend, see and take back what.
namespace clearbudget::submission {

// The most days from the first to the last.
inline constexpr int64_t kMostDaysLent = 92;

// Whether the caller may lend what the delegation says in his name. Errors: PERMISSION_DENIED (no person,
// acts under a delegation himself, does not have a role); INVALID_ARGUMENT with a violation for each mistake,
// paths beginning with "delegation".
absl::Status CheckLending(const identity::Caller& caller, const Delegation& delegation);

// True for auditors, the services of the suite and those who watch over the region's delegations: approvers
// and budget reviewers of the finance department, by power of their own.
bool SeesAll(const identity::Caller& caller);

// True for those, and for its two people.
bool MaySee(const identity::Caller& caller, const Delegation& delegation);

// Its delegator may, and who watches over the region's delegations, so that one can be stopped whose
// delegator is away or dismissed. Errors: PERMISSION_DENIED for all others, and for everybody under a
// delegation.
absl::Status CheckTakingBack(const identity::Caller& caller, const Delegation& delegation);

}  // namespace clearbudget::submission
