// A region's log in SQL: how far it reaches, its leaves and its nodes. For this folder only.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/digest/digest.h"
#include "common/merkle/frontier.h"
#include "common/merkle/node_reader.h"
#include "common/storage/sqlite_database.h"
#include "common/trail/record.h"

namespace clearbudget::trail_store {

struct LogState {
  digest::Algorithm algorithm = digest::Algorithm::kSha256;
  std::int64_t size = 0;  // leaves
};

// A region without a log has an empty one. Errors: DATA_LOSS, CHECKSUM_MISMATCH: its hash algorithm is not
// the store's.
absl::StatusOr<LogState> ReadLog(storage::SqliteDatabase& database, std::string_view region);

// The greatest store_position of the first `size` leaves; 0 without any. Rows behind it are to have leaves.
absl::StatusOr<std::int64_t> LastPosition(storage::SqliteDatabase& database, std::string_view region,
                                          std::int64_t size);

// From a state of `old_size` leaves. Errors: ABORTED, OPERATION_CONFLICT: it has another size.
absl::Status WriteLog(storage::SqliteDatabase& database, std::string_view region, std::int64_t old_size,
                      const LogState& state);

// A row that is to have a leaf, or has one.
struct LeafRow {
  trail::Leaf leaf;
  std::int64_t position = 0;  // its store_position
};

absl::Status InsertLeaf(storage::SqliteDatabase& database, std::string_view region, std::int64_t index,
                        const LeafRow& row);

absl::Status InsertNodes(storage::SqliteDatabase& database, std::string_view region,
                         std::span<const merkle::Node> nodes);

// Errors of Node besides the store's: DATA_LOSS, CHECKSUM_MISMATCH.
class SqliteNodes final : public merkle::NodeReader {
 public:
  // Both must outlive it.
  SqliteNodes(storage::SqliteDatabase& database, std::string_view region)
      : database_(database), region_(region) {}

  absl::StatusOr<std::string> Node(int level, std::int64_t index) override;

 private:
  storage::SqliteDatabase& database_;
  std::string_view region_;
};

}  // namespace clearbudget::trail_store
