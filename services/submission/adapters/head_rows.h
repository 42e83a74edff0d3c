#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "common/storage/sqlite_database.h"
#include "services/submission/adapters/scoped.h"
#include "services/submission/domain/budget.h"
#include "services/submission/ports/budget_store.h"

// Table `budgets`. Errors of every function beside its own: those of a statement, and DATA_LOSS.
namespace clearbudget::submission {

// Errors: NOT_FOUND, also for a state that the scope leaves out.
absl::StatusOr<BudgetHead> ReadHead(storage::SqliteDatabase& database, const ScopedBudget& name);

absl::StatusOr<std::vector<BudgetHead>> ListHeads(storage::SqliteDatabase& database,
                                                  const ports::Scope& scope, const BudgetFilter& filter,
                                                  const std::optional<names::BudgetName>& after,
                                                  int64_t limit);

// The state alone, for the gate, which asks before there is a scope; absent where the budget is not there.
absl::StatusOr<std::optional<BudgetState>> ReadState(storage::SqliteDatabase& database,
                                                     const names::BudgetName& name);

// Stores the head where the budget has the change number before it, or is not there for change number 1.
// Errors: ABORTED, ETAG_MISMATCH; ALREADY_EXISTS.
absl::Status CompareAndSetHead(storage::SqliteDatabase& database, const ScopedBudget& name,
                               const BudgetHead& head);

}  // namespace clearbudget::submission
