// SQLite's result codes as absl::Status.
#pragma once

#include <string_view>

#include "absl/status/status.h"

struct sqlite3;

namespace clearbudget::storage {

// The connection's last error. `action` says what was attempted, without values.
//   UNIQUE or PRIMARY KEY constraint   ALREADY_EXISTS
//   other constraint, read-only        FAILED_PRECONDITION
//   busy, locked, I/O, cannot open     UNAVAILABLE with STORE_UNAVAILABLE
//   disk full, out of memory, too big  RESOURCE_EXHAUSTED
//   corrupt, not a database            DATA_LOSS
//   interrupted                        CANCELLED
//   everything else                    INTERNAL
absl::Status LastError(sqlite3* connection, std::string_view action);

}  // namespace clearbudget::storage
