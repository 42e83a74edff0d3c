#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/storage/sqlite_database.h"
#include "services/submission/adapters/scoped.h"
#include "services/submission/domain/delegation.h"

namespace clearbudget::submission {

// Table `delegations`. Errors of every function beside its own: those of a statement, and DATA_LOSS.

// Errors: NOT_FOUND.
absl::StatusOr<Delegation> ReadDelegation(storage::SqliteDatabase& database, const ScopedDelegation& name);

// See DelegationStore::ListDelegations.
absl::StatusOr<std::vector<Delegation>> ListDelegationRows(storage::SqliteDatabase& database,
                                                           const ports::Scope& scope,
                                                           const std::optional<std::string>& person,
                                                           const std::string& after, int64_t limit);

absl::StatusOr<std::vector<Delegation>> ReadAllDelegations(storage::SqliteDatabase& database);

// Stores the delegation where the change number before it is stored, or nothing for change number 1. Errors:
// ABORTED, ETAG_MISMATCH; ALREADY_EXISTS.
absl::Status CompareAndSetDelegation(storage::SqliteDatabase& database, const ScopedDelegation& name,
                                     const Delegation& delegation);

}  // namespace clearbudget::submission
