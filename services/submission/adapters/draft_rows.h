#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/storage/sqlite_database.h"
#include "services/submission/adapters/scoped.h"
#include "services/submission/ports/budget_store.h"

// Tables `draft_contents`, `draft_lines` and `packs`. Errors of every function beside its own: those of a
// statement, and DATA_LOSS.
namespace clearbudget::submission {

// Errors: NOT_FOUND.
absl::StatusOr<std::string> ReadDraftContent(storage::SqliteDatabase& database, const ScopedBudget& name);
absl::Status WriteDraftContent(storage::SqliteDatabase& database, const ScopedBudget& name,
                               const std::string& content);

// At most `limit` lines behind a key; all where the limit is negative.
absl::StatusOr<std::vector<StoredLine>> ReadDraftLines(storage::SqliteDatabase& database,
                                                       const ScopedBudget& name, const std::string& after,
                                                       int64_t limit);
absl::StatusOr<std::vector<StoredLine>> FindDraftLines(storage::SqliteDatabase& database,
                                                       const ScopedBudget& name,
                                                       const std::vector<std::string>& keys);
absl::Status WriteDraftLines(storage::SqliteDatabase& database, const ScopedBudget& name,
                             const std::vector<StoredLine>& lines);
absl::Status RemoveDraftLines(storage::SqliteDatabase& database, const ScopedBudget& name,
                              const std::vector<std::string>& keys);
absl::Status RemoveAllDraftLines(storage::SqliteDatabase& database, const ScopedBudget& name);

// Keeps the pack unless its digest is kept already.
absl::Status KeepPack(storage::SqliteDatabase& database, const StoredPack& pack);
// Errors: NOT_FOUND.
absl::StatusOr<StoredPack> ReadPack(storage::SqliteDatabase& database, const std::string& digest);

}  // namespace clearbudget::submission
