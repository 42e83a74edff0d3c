#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/ports/page_request.h"
#include "common/ports/page_tokens.h"
#include "services/submission/ports/budget_store.h"

namespace clearbudget::submission {

struct BudgetPage {
  std::vector<BudgetHead> budgets;
  std::string next_page_token;  // Empty after the last.
};

// Budgets of an agency or a region, in order of their names.
class ListBudgets {
 public:
  static constexpr int64_t kDefaultSize = 100;

  ListBudgets(BudgetStore& budgets, const ports::PageTokens& tokens) : budgets_(budgets), tokens_(tokens) {}

  // `parent` is what the scope was made for. Errors: INVALID_ARGUMENT (the page token).
  absl::StatusOr<BudgetPage> Run(const ports::Scope& scope, const names::AgencyName& parent,
                                 const BudgetFilter& filter, const ports::PageRequest& page);

 private:
  BudgetStore& budgets_;
  const ports::PageTokens& tokens_;
};

}  // namespace clearbudget::submission
