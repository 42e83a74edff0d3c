#pragma once

#include "absl/status/statusor.h"
#include "common/identity/caller.h"
#include "common/ports/scope.h"
#include "services/submission/domain/delegation.h"
#include "services/submission/ports/delegation_store.h"

namespace clearbudget::submission {

// A delegation, for those who have a part in it.
class GetDelegation {
 public:
  explicit GetDelegation(DelegationStore& delegations) : delegations_(delegations) {}

  // Errors: NOT_FOUND for those who see all of them. For others PERMISSION_DENIED with DELEGATION_INVALID, be
  // it that there is none or that they have no part in it: neither is told, and the attempt is recorded.
  absl::StatusOr<Delegation> Run(const ports::Scope& scope, const identity::Caller& caller,
                                 const names::DelegationName& name);

 private:
  DelegationStore& delegations_;
};

}  // namespace clearbudget::submission
