#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/ports/act.h"
#include "common/ports/scope.h"
#include "services/submission/domain/delegation.h"
#include "services/submission/ports/change_log.h"
#include "services/submission/ports/delegation_register.h"
#include "services/submission/ports/delegation_store.h"

namespace clearbudget::submission {

// Takes a delegation back. It holds no more for any call that begins after the answer.
class RevokeDelegation {
 public:
  RevokeDelegation(DelegationStore& delegations, DelegationRegister& delegation_register, ChangeLog& log)
      : delegations_(delegations), register_(delegation_register), log_(log) {}

  // Errors: those of GetDelegation; PERMISSION_DENIED for its delegate and for auditors; ABORTED;
  // FAILED_PRECONDITION (it was taken back before).
  absl::StatusOr<Delegation> Run(const ports::Scope& scope, const ports::Act& act,
                                 const names::DelegationName& name, const std::string& etag);

 private:
  DelegationStore& delegations_;
  DelegationRegister& register_;
  ChangeLog& log_;
};

}  // namespace clearbudget::submission
