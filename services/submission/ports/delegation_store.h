#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/ports/act.h"
#include "common/ports/effect.h"
#include "common/ports/scope.h"
#include "services/submission/domain/answer.h"
#include "services/submission/domain/delegation.h"

namespace clearbudget::submission {

// Keeps delegations, which belong to a region. Errors of every method beside its own: UNAVAILABLE,
// DEADLINE_EXCEEDED, DATA_LOSS, INTERNAL (a name outside of the scope).
class DelegationStore {
 public:
  virtual ~DelegationStore() = default;

  // Errors: NOT_FOUND.
  virtual absl::StatusOr<Delegation> FindDelegation(const ports::Scope& scope,
                                                    const names::DelegationName& name) = 0;

  // In order of their ids, behind one (empty: from the first): those that a person lends or may use, or all
  // where no person is given.
  virtual absl::StatusOr<std::vector<Delegation>> ListDelegations(const ports::Scope& scope,
                                                                  const std::optional<std::string>& person,
                                                                  const std::string& after,
                                                                  int64_t limit) = 0;

  // All delegations of all regions, for the register that the process holds.
  virtual absl::StatusOr<std::vector<Delegation>> AllDelegations() = 0;

  // Stores the delegation where it still has the change number before its own, or is not there for change
  // number 1. A request that was stored before is not stored again: its answer is returned. Errors: ABORTED
  // (another change came first), ALREADY_EXISTS, UNAVAILABLE with OUTCOME_UNKNOWN, RESOURCE_EXHAUSTED.
  virtual absl::StatusOr<Answer> WriteDelegation(const ports::Scope& scope, const Delegation& delegation,
                                                 const ports::Effect& effect, const ports::Act& act) = 0;
};

}  // namespace clearbudget::submission
