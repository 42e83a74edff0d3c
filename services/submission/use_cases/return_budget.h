#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/ports/act.h"
#include "services/submission/domain/budget.h"
#include "services/submission/ports/budget_store.h"
#include "services/submission/ports/change_log.h"
#include "services/submission/ports/revision_store.h"

namespace clearbudget::submission {

// Returns a submitted revision to the department, with reasons; its draft can be written again.
class ReturnBudget {
 public:
  ReturnBudget(BudgetStore& budgets, RevisionStore& revisions, ChangeLog& log)
      : budgets_(budgets), revisions_(revisions), log_(log) {}

  // Errors: NOT_FOUND, ABORTED, FAILED_PRECONDITION with STATE_FORBIDS.
  absl::StatusOr<RevisionHead> Run(const ports::Scope& scope, const ports::Act& act,
                                   const names::RevisionName& name, const std::string& etag,
                                   const std::string& comment);

 private:
  BudgetStore& budgets_;
  RevisionStore& revisions_;
  ChangeLog& log_;
};

}  // namespace clearbudget::submission
