#include "services/performance/adapters/performance_database.h"

#include "common/storage/migrations.h"
#include "services/performance/adapters/schema.h"

namespace clearbudget::performance {

absl::StatusOr<std::unique_ptr<PerformanceDatabase>> PerformanceDatabase::Open(
    const DatabaseSettings& settings) {
  storage::DatabaseOptions options;
  options.path = settings.path;
  {
    auto database = storage::SqliteDatabase::Open(options);
    if (!database.ok()) return database.status();
    if (absl::Status migrated = storage::ApplyMigrations(**database, Migrations()); !migrated.ok())
      return migrated;
  }
  auto writer = storage::GroupCommit::Start({.database = options});
  if (!writer.ok()) return writer.status();
  auto readers = storage::ReadPool::Open(options, settings.read_connections);
  if (!readers.ok()) return readers.status();
  return std::unique_ptr<PerformanceDatabase>(
      new PerformanceDatabase(*std::move(writer), *std::move(readers)));
}

}  // namespace clearbudget::performance
