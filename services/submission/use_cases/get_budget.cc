#include "services/submission/use_cases/get_budget.h"

#include <utility>

namespace clearbudget::submission {

absl::StatusOr<Draft> GetBudget::Run(const ports::Scope& scope, const names::BudgetName& name, View view) {
  if (view != View::kHead) return budgets_.ReadDraft(scope, name, view == View::kFull);
  absl::StatusOr<BudgetHead> head = budgets_.FindHead(scope, name);
  if (!head.ok()) return head.status();
  return Draft{.head = *std::move(head), .content = {}, .lines = {}};
}

}  // namespace clearbudget::submission
