#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/ports/act.h"
#include "services/submission/domain/approval.h"
#include "services/submission/domain/budget.h"
#include "services/submission/ports/budget_store.h"
#include "services/submission/ports/change_log.h"
#include "services/submission/ports/revision_store.h"

namespace clearbudget::submission {

// Approves a submitted revision. The revision that was in force before is superseded.
class ApproveBudget {
 public:
  ApproveBudget(BudgetStore& budgets, RevisionStore& revisions, ChangeLog& log)
      : budgets_(budgets), revisions_(revisions), log_(log) {}

  // Errors: NOT_FOUND, ABORTED, FAILED_PRECONDITION with STATE_FORBIDS, and those of CheckApproval.
  absl::StatusOr<RevisionHead> Run(const ports::Scope& scope, const ports::Act& act,
                                   const names::RevisionName& name, const std::string& etag,
                                   const Approval& approval);

 private:
  BudgetStore& budgets_;
  RevisionStore& revisions_;
  ChangeLog& log_;
};

}  // namespace clearbudget::submission
