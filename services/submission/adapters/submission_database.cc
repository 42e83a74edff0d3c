#include "services/submission/adapters/submission_database.h"

#include "common/storage/migrations.h"
#include "services/submission/adapters/schema.h"

namespace clearbudget::submission {

absl::StatusOr<std::unique_ptr<SubmissionDatabase>> SubmissionDatabase::Open(
    const DatabaseSettings& settings) {
  storage::DatabaseOptions options;
  options.path = settings.path;
  {
    auto database = storage::SqliteDatabase::Open(options);
    if (!database.ok()) return database.status();
    if (absl::Status migrated = storage::ApplyMigrations(**database, Migrations()); !migrated.ok())
      return migrated;
  }
  auto writer = storage::GroupCommit::Start({.database = options, .grouping = settings.grouping});
  if (!writer.ok()) return writer.status();
  auto readers = storage::ReadPool::Open(options, settings.read_connections);
  if (!readers.ok()) return readers.status();
  return std::unique_ptr<SubmissionDatabase>(new SubmissionDatabase(*std::move(writer), *std::move(readers)));
}

}  // namespace clearbudget::submission
