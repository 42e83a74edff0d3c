#include "services/submission/use_cases/list_budget_revisions.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "common/errors/error.h"
#include "services/submission/use_cases/token_scope.h"

namespace clearbudget::submission {

absl::StatusOr<RevisionPage> ListBudgetRevisions::Run(const ports::Scope& scope,
                                                      const names::BudgetName& budget,
                                                      const ports::PageRequest& page) {
  const std::string token_scope = TokenScope("ListBudgetRevisions", budget.ToText(), "number desc", {}, page);
  absl::StatusOr<std::string> position = tokens_.Open(token_scope, page.token, "page_token");
  if (!position.ok()) return position.status();
  int64_t below = 0;
  if (!position->empty() &&
      std::from_chars(position->data(), position->data() + position->size(), below).ec != std::errc()) {
    return errors::Error(errors::Reason::kInternal);
  }
  if (absl::StatusOr<BudgetHead> head = budgets_.FindHead(scope, budget); !head.ok()) return head.status();
  const int64_t size = page.size == 0 ? kDefaultSize : page.size;
  absl::StatusOr<std::vector<RevisionHead>> heads = revisions_.ListRevisions(scope, budget, below, size + 1);
  if (!heads.ok()) return heads.status();
  RevisionPage result;
  result.revisions = *std::move(heads);
  if (static_cast<int64_t>(result.revisions.size()) > size) {
    result.revisions.pop_back();
    result.next_page_token =
        tokens_.Seal(token_scope, fmt::format("{}", result.revisions.back().name.number));
  }
  return result;
}

}  // namespace clearbudget::submission
