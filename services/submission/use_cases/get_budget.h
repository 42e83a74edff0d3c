#pragma once

#include "absl/status/statusor.h"
#include "services/submission/domain/budget.h"
#include "services/submission/domain/view.h"
#include "services/submission/ports/budget_store.h"

namespace clearbudget::submission {

// A budget with as much of its draft as was asked for.
class GetBudget {
 public:
  explicit GetBudget(BudgetStore& budgets) : budgets_(budgets) {}

  // Errors: NOT_FOUND, DATA_LOSS.
  absl::StatusOr<Draft> Run(const ports::Scope& scope, const names::BudgetName& name, View view);

 private:
  BudgetStore& budgets_;
};

}  // namespace clearbudget::submission
