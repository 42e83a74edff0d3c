#include "services/submission/use_cases/get_delegation.h"

#include "common/errors/error.h"
#include "services/submission/domain/lending.h"

namespace clearbudget::submission {

absl::StatusOr<Delegation> GetDelegation::Run(const ports::Scope& scope, const identity::Caller& caller,
                                              const names::DelegationName& name) {
  absl::StatusOr<Delegation> delegation = delegations_.FindDelegation(scope, name);
  if (delegation.ok() ? MaySee(caller, *delegation)
                      : SeesAll(caller) || !absl::IsNotFound(delegation.status())) {
    return delegation;
  }
  return errors::Error(errors::Reason::kDelegationInvalid, {{"name", name.ToText()}});
}

}  // namespace clearbudget::submission
