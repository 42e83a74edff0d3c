#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/storage/sqlite_database.h"

namespace clearbudget::trail_store {

// The regions of all rows, in order; reads a few index entries for each region, never the rows.
absl::StatusOr<std::vector<std::string>> AllRegions(storage::SqliteDatabase& database);

// Whether the region has rows without a leaf.
absl::StatusOr<bool> HasNewRows(storage::SqliteDatabase& database, const std::string& region);

}  // namespace clearbudget::trail_store
