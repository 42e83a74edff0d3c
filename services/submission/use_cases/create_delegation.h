#pragma once

#include "absl/status/statusor.h"
#include "common/ports/act.h"
#include "common/ports/scope.h"
#include "services/submission/domain/delegation.h"
#include "services/submission/ports/change_log.h"
#include "services/submission/ports/delegation_register.h"
#include "services/submission/ports/delegation_store.h"

namespace clearbudget::submission {

// Lends roles of the caller to another person.
class CreateDelegation {
 public:
  CreateDelegation(DelegationStore& delegations, DelegationRegister& delegation_register, ChangeLog& log)
      : delegations_(delegations), register_(delegation_register), log_(log) {}

  // Delegator and agency become the caller's. Errors: those of CheckLending; where the name is taken,
  // ALREADY_EXISTS, or PERMISSION_DENIED with DELEGATION_INVALID where the caller may not see by what.
  absl::StatusOr<Delegation> Run(const ports::Scope& scope, const ports::Act& act, Delegation delegation);

 private:
  DelegationStore& delegations_;
  DelegationRegister& register_;
  ChangeLog& log_;
};

}  // namespace clearbudget::submission
