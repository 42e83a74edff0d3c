#include "services/submission/use_cases/list_budgets.h"

#include <optional>
#include <string>
#include <utility>

#include "common/errors/error.h"
#include "services/submission/use_cases/token_scope.h"

namespace clearbudget::submission {
namespace {

template <typename Choice>
std::string NumberOf(const std::optional<Choice>& choice) {
  return choice.has_value() ? std::to_string(static_cast<int>(*choice)) : "";
}

std::string TokenScopeOf(const names::AgencyName& parent, const BudgetFilter& filter,
                         const ports::PageRequest& page) {
  return TokenScope("ListBudgets", parent.ToText(), "agency, year",
                    {NumberOf(filter.year), NumberOf(filter.state), NumberOf(filter.origin)}, page);
}

}  // namespace

absl::StatusOr<BudgetPage> ListBudgets::Run(const ports::Scope& scope, const names::AgencyName& parent,
                                            const BudgetFilter& filter, const ports::PageRequest& page) {
  const std::string token_scope = TokenScopeOf(parent, filter, page);
  absl::StatusOr<std::string> position = tokens_.Open(token_scope, page.token, "page_token");
  if (!position.ok()) return position.status();
  std::optional<names::BudgetName> after;
  if (!position->empty()) {
    absl::StatusOr<names::BudgetName> name = names::ParseBudgetName(*position);
    if (!name.ok()) return errors::Error(errors::Reason::kInternal);
    after = *std::move(name);
  }
  const int64_t size = page.size == 0 ? kDefaultSize : page.size;
  absl::StatusOr<std::vector<BudgetHead>> heads = budgets_.List(scope, filter, after, size + 1);
  if (!heads.ok()) return heads.status();
  BudgetPage result;
  result.budgets = *std::move(heads);
  if (static_cast<int64_t>(result.budgets.size()) > size) {
    result.budgets.pop_back();
    result.next_page_token = tokens_.Seal(token_scope, result.budgets.back().name.ToText());
  }
  return result;
}

}  // namespace clearbudget::submission
