// One row for each mutation, written in the transaction of its effect. The row is at once the record that
// makes a repeated request harmless, the audit log (a hash chain for each aggregate) and the change feed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/migrations.h"
#include "common/storage/sqlite_database.h"
#include "common/trail/record.h"

namespace clearbudget::storage {

inline constexpr std::size_t kLargestAnswerBytes = 64 * 1024;
inline constexpr std::size_t kLargestEffectBytes = 64 * 1024;

// Creates the tables `operations`, `audit_events` and `chain_hash`; every service lists it among its own
// migrations.
Migration OperationLogMigration(std::int64_t number);

struct OperationDraft : trail::OperationContent {
  std::string answer;  // the bytes of the answer_type message, at most kLargestAnswerBytes
};

struct Operation : trail::OperationRecord {
  std::string answer;
};

// Gives the operation the aggregate's next change number and links it to the aggregate's chain, by the
// store's hash algorithm (chain_hash.h). Errors: INTERNAL (the draft breaks what is said above: a defect of
// the calling code), ABORTED with OPERATION_CONFLICT (the request_id has been used by this caller and method:
// look it up first).
absl::StatusOr<Operation> AppendOperation(SqliteDatabase& database, OperationDraft draft);

// What a request is known by. The same account under another delegation is another caller.
struct RequestKey {
  std::string_view caller;
  std::string_view delegation;  // empty for none
  std::string_view method;
  std::string_view request_id;
  // Not looked up by, but compared: an account that was given to another person does not hand him its
  // answers.
  std::string_view person = {};
};

RequestKey KeyOf(const trail::OperationContent& operation);

// Absent when this caller has not used the request_id with this method.
absl::StatusOr<std::optional<Operation>> FindOperation(SqliteDatabase& database, const RequestKey& key);

// The rule of replay: absent, the request is new; present, it is the same request (equal hash) and its
// stored answer is the answer. Permission is checked before this is called.
// Errors: ALREADY_EXISTS with REQUEST_ID_REUSED (the request_id belongs to another request, or to
// the same one of another person).
absl::StatusOr<std::optional<Operation>> FindReplay(SqliteDatabase& database, const RequestKey& key,
                                                    std::string_view request_hash);

// One aggregate's changes in order, those after a change number (0: from the first). `limit` >= 1.
absl::StatusOr<std::vector<Operation>> ListChanges(SqliteDatabase& database, std::string_view region,
                                                   std::string_view aggregate,
                                                   std::int64_t after_change_number, std::int64_t limit);

struct PositionedOperation {
  // A place in this store's own file, growing within the region and shared with its audit events. It promises
  // no order between aggregates, means nothing in another store or after a restore, and is shown to consumers
  // only as an opaque token.
  std::int64_t position = 0;
  Operation operation;
};

// Changes of a region's aggregates whose name starts with the prefix (empty: all), those after a position
// (0: from the first). Each aggregate's changes come in its own order.
absl::StatusOr<std::vector<PositionedOperation>> ListRegionChanges(SqliteDatabase& database,
                                                                   std::string_view region,
                                                                   std::string_view aggregate_prefix,
                                                                   std::int64_t after_position,
                                                                   std::int64_t limit);

}  // namespace clearbudget::storage
