// Gives rows their leaves.
#pragma once

#include <cstdint>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/storage/sqlite_database.h"

namespace clearbudget::trail_store {

struct Sequenced {
  std::int64_t appended = 0;  // leaves
  std::int64_t size = 0;      // of the log, now
  bool has_more = false;      // rows without a leaf are left
};

// Appends leaves for the region's rows that have none, operations and audit events in the order in which the
// store took them, at most `most_rows` (at least 1). Within one transaction, which the caller has. Errors:
// ABORTED, OPERATION_CONFLICT: another sequencer came between; DATA_LOSS: the log misses nodes; those of the
// store.
absl::StatusOr<Sequenced> Sequence(storage::SqliteDatabase& database, std::string_view region,
                                   std::int64_t most_rows);

}  // namespace clearbudget::trail_store
