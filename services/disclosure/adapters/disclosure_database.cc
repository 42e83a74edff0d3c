#include "services/disclosure/adapters/disclosure_database.h"

#include <vector>

#include "common/storage/migrations.h"
#include "common/storage/operation_log.h"
#include "common/trail_store/schema.h"

namespace clearbudget::disclosure {
namespace {

// The trail is read by auditors only.
constexpr std::size_t kReadConnections = 2;

}  // namespace

absl::StatusOr<std::unique_ptr<DisclosureDatabase>> DisclosureDatabase::Open(const std::string& path) {
  storage::DatabaseOptions options;
  options.path = path;
  {
    auto database = storage::SqliteDatabase::Open(options);
    if (!database.ok()) return database.status();
    const std::vector<storage::Migration> migrations = {storage::OperationLogMigration(1),
                                                        trail_store::TrailMigration(2)};
    if (absl::Status migrated = storage::ApplyMigrations(**database, migrations); !migrated.ok())
      return migrated;
  }
  auto writer = storage::GroupCommit::Start({.database = options});
  if (!writer.ok()) return writer.status();
  auto readers = storage::ReadPool::Open(options, kReadConnections);
  if (!readers.ok()) return readers.status();
  return std::unique_ptr<DisclosureDatabase>(new DisclosureDatabase(*std::move(writer), *std::move(readers)));
}

}  // namespace clearbudget::disclosure
