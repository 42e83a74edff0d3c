#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/ports/page_request.h"
#include "common/ports/page_tokens.h"
#include "services/submission/ports/budget_store.h"
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

  ListBudgetRevisions(BudgetStore& budgets, RevisionStore& revisions, const ports::PageTokens& tokens)
      : budgets_(budgets), revisions_(revisions), tokens_(tokens) {}

  // Errors: NOT_FOUND (the budget), INVALID_ARGUMENT (the page token).
  absl::StatusOr<RevisionPage> Run(const ports::Scope& scope, const names::BudgetName& budget,
                                   const ports::PageRequest& page);

 private:
  BudgetStore& budgets_;
  RevisionStore& revisions_;
  const ports::PageTokens& tokens_;
};

}  // namespace clearbudget::submission
