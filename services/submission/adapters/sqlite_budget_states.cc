#include "services/submission/adapters/sqlite_budget_states.h"

#include "common/names/resource_name.h"
#include "services/submission/adapters/head_rows.h"

namespace clearbudget::submission {

absl::StatusOr<std::optional<std::string>> SqliteBudgetStates::StateOf(std::string_view budget) {
  const absl::StatusOr<names::BudgetName> name = names::ParseBudgetName(budget);
  if (!name.ok()) return std::optional<std::string>();
  return database_.Read([&](storage::SqliteDatabase& database) -> absl::StatusOr<std::optional<std::string>> {
    absl::StatusOr<std::optional<BudgetState>> state = ReadState(database, *name);
    if (!state.ok()) return state.status();
    if (!state->has_value()) return std::optional<std::string>();
    return std::optional<std::string>(StateWord(**state));
  });
}

}  // namespace clearbudget::submission
