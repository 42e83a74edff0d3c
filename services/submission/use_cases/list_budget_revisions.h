#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/submission/domain/paging.h"
#include "services/submission/ports/budget_store.h"
#include "services/submission/ports/page_tokens.h"
#include "services/submission/ports/revision_store.h"

namespace clearbudget::submission {

struct RevisionPage {
  std::vector<RevisionHead> revisions;
  std::string next_page_token;  // Empty after the last.
};

// The revisions of a budget, latest first.
class ListBudgetRevisions {
 public:
  static constexpr int64_t kDefaultSize = 100;

  ListBudgetRevisions(BudgetStore& budgets, RevisionStore& revisions, const PageTokens& tokens)
      : budgets_(budgets), revisions_(revisions), tokens_(tokens) {}

  // Errors: NOT_FOUND (the budget), INVALID_ARGUMENT (the page token).
  absl::StatusOr<RevisionPage> Run(const names::BudgetName& budget, const PageRequest& page);

 private:
  BudgetStore& budgets_;
  RevisionStore& revisions_;
  const PageTokens& tokens_;
};

}  // namespace clearbudget::submission
