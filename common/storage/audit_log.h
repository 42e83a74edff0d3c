// Refused attempts, and reads of what another agency has not published: one row each, or one for several
// equal ones. The rows of a region are linked like those of an aggregate of operations.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/storage/sqlite_database.h"
#include "common/trail/record.h"

namespace clearbudget::storage {

// Gives the event its region's next number and links it to the region's chain, by the store's hash algorithm.
// Errors: INTERNAL (the draft breaks what trail::AuditContent says, a defect of the calling code); ABORTED
// with OPERATION_CONFLICT (another event came between: repeat).
absl::StatusOr<trail::AuditRecord> AppendAuditEvent(SqliteDatabase& database, trail::AuditContent content);

// A region's events in order, those after a change number (0: from the first). `limit` >= 1.
absl::StatusOr<std::vector<trail::AuditRecord>> ListAuditEvents(SqliteDatabase& database,
                                                                std::string_view region,
                                                                std::int64_t after_change_number,
                                                                std::int64_t limit);

}  // namespace clearbudget::storage
