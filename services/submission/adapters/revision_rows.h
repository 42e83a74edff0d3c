#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/storage/sqlite_database.h"
#include "services/submission/adapters/scoped.h"
#include "services/submission/domain/budget.h"
#include "services/submission/ports/budget_store.h"

// Tables `revisions` and `revision_parts`. Errors of every function beside its own: those of a statement, and
// DATA_LOSS.
namespace clearbudget::submission {

// Errors: NOT_FOUND.
absl::StatusOr<RevisionHead> ReadRevisionHead(storage::SqliteDatabase& database, const ScopedRevision& name);
// Latest first, those below a number (0: from the latest).
absl::StatusOr<std::vector<RevisionHead>> ListRevisionHeads(storage::SqliteDatabase& database,
                                                            const ScopedBudget& name, int64_t below,
                                                            int64_t limit);
absl::Status InsertRevision(storage::SqliteDatabase& database, const ScopedRevision& name,
                            const RevisionHead& head, const std::vector<ContentPart>& parts);
// Writes the head of a revision that is there.
absl::Status UpdateRevisionHead(storage::SqliteDatabase& database, const ScopedRevision& name,
                                const RevisionHead& head);

// All parts joined, or the first only. Errors: NOT_FOUND.
absl::StatusOr<std::string> ReadRevisionContent(storage::SqliteDatabase& database, const ScopedRevision& name,
                                                bool with_lines);
// See RevisionStore::ReadParts.
absl::StatusOr<std::vector<ContentPart>> ReadRevisionParts(storage::SqliteDatabase& database,
                                                           const ScopedRevision& name,
                                                           const std::string& after, int64_t limit);

}  // namespace clearbudget::submission
