// The checking of the hash chains in the store itself; common/trail/record.h describes what is hashed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/storage/sqlite_database.h"

namespace clearbudget::storage {

struct ChainBreak {
  std::int64_t change_number = 0;  // of the first row that does not fit
  std::string explanation;
};

// Over an aggregate's operations. Absent: every row fits. Rows removed from the end cannot be seen from here:
// the region's log is what shows them.
absl::StatusOr<std::optional<ChainBreak>> VerifyChain(SqliteDatabase& database, std::string_view region,
                                                      std::string_view aggregate);

// The same over a region's audit events.
absl::StatusOr<std::optional<ChainBreak>> VerifyAuditChain(SqliteDatabase& database, std::string_view region);

}  // namespace clearbudget::storage
