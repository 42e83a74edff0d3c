#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/ports/act.h"
#include "services/submission/domain/budget.h"
#include "services/submission/ports/budget_store.h"
#include "services/submission/ports/revision_store.h"

namespace clearbudget::submission {

// A revision that waits for a decision, with the heads that its budget has before and after it.
struct DecidedRevision {
  BudgetHead stored;
  BudgetHead head;
  RevisionHead revision;
};

// Errors, in this order: NOT_FOUND; those of CheckOtherPerson; FAILED_PRECONDITION with STATE_FORBIDS (the
// revision does not wait for a decision; where it is not the latest, the error names that); ABORTED.
absl::StatusOr<DecidedRevision> FindWaiting(BudgetStore& budgets, RevisionStore& revisions,
                                            const ports::Scope& scope, const names::RevisionName& name,
                                            const std::string& etag, Action action, const ports::Act& act);

}  // namespace clearbudget::submission
