// Table `audit_events` in SQL: its definition, its columns and the reading of a row.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "common/storage/statement.h"
#include "common/trail/record.h"

namespace clearbudget::storage {

inline constexpr std::string_view kCreateAuditTable =
    "CREATE TABLE audit_events ("
    "region TEXT NOT NULL, change_number BIGINT NOT NULL, kind TEXT NOT NULL, "
    "caller TEXT NOT NULL, person TEXT NOT NULL, agency TEXT NOT NULL, roles TEXT NOT NULL, "
    "delegator TEXT NOT NULL, delegation TEXT NOT NULL, client_address TEXT NOT NULL, "
    "method TEXT NOT NULL, resource TEXT NOT NULL, request_id TEXT NOT NULL, "
    "code TEXT NOT NULL, reason TEXT NOT NULL, event_count BIGINT NOT NULL, "
    "first_time BIGINT NOT NULL, last_time BIGINT NOT NULL, "
    "previous_hash BYTEA NOT NULL, row_hash BYTEA NOT NULL, store_position BIGINT NOT NULL, "
    "PRIMARY KEY (region, change_number), UNIQUE (region, store_position))";

// The columns in the order that ReadAuditEvent and BindAuditEvent use, for SELECT and INSERT.
inline constexpr std::string_view kAuditColumns =
    "region, change_number, kind, caller, person, agency, roles, delegator, delegation, client_address, "
    "method, "
    "resource, request_id, code, reason, event_count, first_time, last_time, previous_hash, row_hash";
inline constexpr int kAuditColumnCount = 20;

// Reads the columns 0 .. kAuditColumnCount - 1 of the current row. Errors: DATA_LOSS, CHECKSUM_MISMATCH for a
// kind that is none.
absl::StatusOr<trail::AuditRecord> ReadAuditEvent(const Statement& statement);

// Binds the parameters 1 .. kAuditColumnCount.
void BindAuditEvent(Statement& statement, const trail::AuditRecord& record);

}  // namespace clearbudget::storage
