// The one hash algorithm of a store's chains and of its log. It is chosen when the store is first started and
// never changed, since every later hash continues an earlier one.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/digest/digest.h"
#include "common/storage/sqlite_database.h"

namespace clearbudget::storage {

inline constexpr std::string_view kCreateChainHashTable =
    "CREATE TABLE chain_hash (setting TEXT NOT NULL PRIMARY KEY, algorithm TEXT NOT NULL)";

// The store's algorithm; SHA-256 for a store in which none was fixed. Errors: DATA_LOSS, CHECKSUM_MISMATCH
// for a name that is none.
absl::StatusOr<digest::Algorithm> ChainHashOf(SqliteDatabase& database);

// Fixes the algorithm of a store without rows, and checks that of every other. Run it at each start, within a
// transaction or before anything else writes. Errors: FAILED_PRECONDITION, TRAIL_HASH_FIXED: the store has
// another.
absl::Status FixChainHash(SqliteDatabase& database, digest::Algorithm wanted);

}  // namespace clearbudget::storage
