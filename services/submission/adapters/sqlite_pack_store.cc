#include "services/submission/adapters/sqlite_pack_store.h"

#include "services/submission/adapters/draft_rows.h"

namespace clearbudget::submission {

absl::StatusOr<StoredPack> SqlitePackStore::FindPack(const std::string& digest) {
  return database_.Read([&](storage::SqliteDatabase& database) { return ReadPack(database, digest); });
}

}  // namespace clearbudget::submission
