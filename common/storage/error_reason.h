// The machine-readable reason of a storage error, carried as a payload of the absl::Status.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace clearbudget::storage {

// The payload's key. Its value is one of the reasons below, in ASCII.
inline constexpr std::string_view kReasonPayload = "clearbudget/reason";

// UNAVAILABLE: the change may or may not have been stored. The same request, repeated with the same
// request_id, finds the truth.
inline constexpr std::string_view kOutcomeUnknown = "OUTCOME_UNKNOWN";
// UNAVAILABLE: nothing of this request was stored; it can be repeated.
inline constexpr std::string_view kStoreUnavailable = "STORE_UNAVAILABLE";
// RESOURCE_EXHAUSTED: the writer's queue is full; nothing was stored.
inline constexpr std::string_view kStoreQueueFull = "STORE_QUEUE_FULL";
// ALREADY_EXISTS: this caller has used the request_id for another request.
inline constexpr std::string_view kRequestIdReused = "REQUEST_ID_REUSED";
// ABORTED: another operation took the change number or the request_id meanwhile; repeat the request.
inline constexpr std::string_view kOperationConflict = "OPERATION_CONFLICT";
// DATA_LOSS: stored bytes do not match their checksum.
inline constexpr std::string_view kChecksumMismatch = "CHECKSUM_MISMATCH";
// FAILED_PRECONDITION: the database was written by a newer program.
inline constexpr std::string_view kSchemaTooNew = "SCHEMA_TOO_NEW";
// FAILED_PRECONDITION: a migration that was applied before has another text now.
inline constexpr std::string_view kMigrationChanged = "MIGRATION_CHANGED";

absl::Status WithReason(absl::Status status, std::string_view reason);

// Empty when the status carries none.
std::string ReasonOf(const absl::Status& status);

}  // namespace clearbudget::storage
