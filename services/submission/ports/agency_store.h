#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/ports/act.h"
#include "common/ports/effect.h"
#include "common/ports/scope.h"
#include "services/submission/domain/agency.h"
#include "services/submission/domain/answer.h"

namespace clearbudget::submission {

// Keeps the register of agencies. Errors of every method beside its own: UNAVAILABLE, DEADLINE_EXCEEDED,
// DATA_LOSS, INTERNAL (a name outside of the scope).
class AgencyStore {
 public:
  virtual ~AgencyStore() = default;

  // Errors: NOT_FOUND.
  virtual absl::StatusOr<Agency> FindAgency(const ports::Scope& scope, const names::AgencyName& name) = 0;

  // The agencies of the scope in order of their codes, behind a code (empty: from the first).
  virtual absl::StatusOr<std::vector<Agency>> ListAgencies(const ports::Scope& scope,
                                                           const std::string& after, int64_t limit) = 0;

  // All agencies of all regions, for the register that the process holds.
  virtual absl::StatusOr<std::vector<Agency>> AllAgencies() = 0;

  // Stores the agency where it still has the change number before its own, or is not there for change
  // number 1. A request that was stored before is not stored again: its answer is returned. Errors: ABORTED
  // (another change came first), ALREADY_EXISTS, UNAVAILABLE with OUTCOME_UNKNOWN, RESOURCE_EXHAUSTED.
  virtual absl::StatusOr<Answer> WriteAgency(const ports::Scope& scope, const Agency& agency,
                                             const ports::Effect& effect, const ports::Act& act) = 0;
};

}  // namespace clearbudget::submission
