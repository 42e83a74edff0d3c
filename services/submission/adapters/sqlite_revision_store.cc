#include "services/submission/adapters/sqlite_revision_store.h"

#include "services/submission/adapters/revision_rows.h"

namespace clearbudget::submission {

absl::StatusOr<RevisionHead> SqliteRevisionStore::FindRevision(const ports::Scope& scope,
                                                               const names::RevisionName& name) {
  absl::StatusOr<ScopedRevision> scoped = ScopedRevision::Within(scope, name);
  if (!scoped.ok()) return scoped.status();
  return database_.Read(
      [&](storage::SqliteDatabase& database) { return ReadRevisionHead(database, *scoped); });
}

absl::StatusOr<std::vector<RevisionHead>> SqliteRevisionStore::ListRevisions(const ports::Scope& scope,
                                                                             const names::BudgetName& name,
                                                                             int64_t below, int64_t limit) {
  absl::StatusOr<ScopedBudget> scoped = ScopedBudget::Within(scope, name);
  if (!scoped.ok()) return scoped.status();
  return database_.Read(
      [&](storage::SqliteDatabase& database) { return ListRevisionHeads(database, *scoped, below, limit); });
}

absl::StatusOr<std::string> SqliteRevisionStore::ReadContent(const ports::Scope& scope,
                                                             const names::RevisionName& name,
                                                             bool with_lines) {
  absl::StatusOr<ScopedRevision> scoped = ScopedRevision::Within(scope, name);
  if (!scoped.ok()) return scoped.status();
  return database_.Read(
      [&](storage::SqliteDatabase& database) { return ReadRevisionContent(database, *scoped, with_lines); });
}

absl::StatusOr<std::vector<ContentPart>> SqliteRevisionStore::ReadParts(const ports::Scope& scope,
                                                                        const names::RevisionName& name,
                                                                        const std::string& after,
                                                                        int64_t limit) {
  absl::StatusOr<ScopedRevision> scoped = ScopedRevision::Within(scope, name);
  if (!scoped.ok()) return scoped.status();
  return database_.Read(
      [&](storage::SqliteDatabase& database) { return ReadRevisionParts(database, *scoped, after, limit); });
}

}  // namespace clearbudget::submission
