// The order in which a store took the rows of a region, operations and audit events alike. For this folder
// only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/storage/sqlite_database.h"

namespace clearbudget::storage {

// The number that follows in a count of rows. Errors: DATA_LOSS, CHECKSUM_MISMATCH: the last one is so great
// that only somebody who writes into the file can have set it; `name` says whose it is.
absl::StatusOr<std::int64_t> NumberAfter(std::int64_t last, std::string_view name);

// The place of the region's next row in either table.
absl::StatusOr<std::int64_t> NextPosition(SqliteDatabase& database, std::string_view region);

// The INSERT of a row with its columns and, as the parameter after them, its store_position.
std::string InsertInto(std::string_view table, std::string_view columns, int column_count);

}  // namespace clearbudget::storage
