#include "services/submission/use_cases/list_budgets.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "common/errors/error.h"

namespace clearbudget::submission {
namespace {

template <typename Choice>
int NumberOf(const std::optional<Choice>& choice) {
  return choice.has_value() ? static_cast<int>(*choice) : -1;
}

std::string ScopeOf(const BudgetFilter& filter, const std::string& subject) {
  return fmt::format("ListBudgets {} {} {} {} {} {}", filter.region, filter.agency.value_or("-"),
                     NumberOf(filter.year), NumberOf(filter.state), NumberOf(filter.origin), subject);
}

}  // namespace

absl::StatusOr<BudgetPage> ListBudgets::Run(const BudgetFilter& filter, const ports::PageRequest& page) {
  const std::string scope = ScopeOf(filter, page.subject);
  absl::StatusOr<std::string> position = tokens_.Open(scope, page.token, "page_token");
  if (!position.ok()) return position.status();
  std::optional<names::BudgetName> after;
  if (!position->empty()) {
    absl::StatusOr<names::BudgetName> name = names::ParseBudgetName(*position);
    if (!name.ok()) return errors::Error(errors::Reason::kInternal);
    after = *std::move(name);
  }
  const int64_t size = page.size == 0 ? kDefaultSize : page.size;
  absl::StatusOr<std::vector<BudgetHead>> heads = budgets_.List(filter, after, size + 1);
  if (!heads.ok()) return heads.status();
  BudgetPage result;
  result.budgets = *std::move(heads);
  if (static_cast<int64_t>(result.budgets.size()) > size) {
    result.budgets.pop_back();
    result.next_page_token = tokens_.Seal(scope, result.budgets.back().name.ToText());
  }
  return result;
}

}  // namespace clearbudget::submission
