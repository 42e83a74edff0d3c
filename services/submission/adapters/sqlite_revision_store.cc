#include "services/submission/adapters/sqlite_revision_store.h"

#include "services/submission/adapters/revision_rows.h"

namespace clearbudget::submission {

absl::StatusOr<RevisionHead> SqliteRevisionStore::FindRevision(const names::RevisionName& name) {
  return database_.Read([&](storage::SqliteDatabase& database) { return ReadRevisionHead(database, name); });
}

absl::StatusOr<std::vector<RevisionHead>> SqliteRevisionStore::ListRevisions(const names::BudgetName& name,
                                                                             int64_t below, int64_t limit) {
  return database_.Read(
      [&](storage::SqliteDatabase& database) { return ListRevisionHeads(database, name, below, limit); });
}

absl::StatusOr<std::string> SqliteRevisionStore::ReadContent(const names::RevisionName& name,
                                                             bool with_lines) {
  return database_.Read(
      [&](storage::SqliteDatabase& database) { return ReadRevisionContent(database, name, with_lines); });
}

absl::StatusOr<std::vector<ContentPart>> SqliteRevisionStore::ReadParts(const names::RevisionName& name,
                                                                        const std::string& after,
                                                                        int64_t limit) {
  return database_.Read(
      [&](storage::SqliteDatabase& database) { return ReadRevisionParts(database, name, after, limit); });
}

}  // namespace clearbudget::submission
