// Reading of the trail: rows of both tables in the order in which the store took them, with their leaves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "common/storage/sqlite_database.h"
#include "common/trail/record.h"

namespace clearbudget::trail_store {

// An operation, or a refusal or read.
using Row = std::variant<trail::OperationRecord, trail::AuditRecord>;

struct Entry {
  std::int64_t position = 0;               // its place in the store, from 1; means nothing elsewhere
  std::optional<std::int64_t> leaf_index;  // absent until the row is in the log
  Row row;
};

enum class EntryKind { kOperation, kRefusal, kRead };

// All conditions hold together; an empty one holds for every entry.
struct EntryFilter {
  std::optional<EntryKind> kind = {};
  std::string resource = {};  // the entry's aggregate or resource is this or lies below it
  std::string subject = {};   // of the credentials
  std::string person = {};    // who acted, or whose power was used
  std::string method = {};    // "SubmitBudget" or "clearbudget.budget.v1.BudgetService/SubmitBudget"
  std::optional<std::int64_t> from = {};   // microseconds since 1970 UTC
  std::optional<std::int64_t> until = {};  // before this

  bool operator==(const EntryFilter&) const = default;
};

struct EntryPage {
  std::vector<Entry> entries;
  std::optional<std::int64_t> next_after;  // `after` of the next page; absent after the last
};

// A page holds `limit` (at least 1) entries at most, and fewer once their effects are this long together.
inline constexpr std::int64_t kLargestPageBytes = 4 * 1024 * 1024;

// Those behind the position `after` (0: from the first). Errors: DATA_LOSS, CHECKSUM_MISMATCH for a row that
// is none; those of the store.
absl::StatusOr<EntryPage> ListEntries(storage::SqliteDatabase& database, std::string_view region,
                                      const EntryFilter& filter, std::int64_t after, std::int64_t limit);

// A leaf of the log with the row that it stands for.
struct LoggedRow {
  std::int64_t leaf_index = 0;
  trail::Leaf leaf;
  std::string leaf_hash;   // as the tree has it; empty where it has none
  std::optional<Row> row;  // absent where the store has no row of that aggregate and number any more
};

// The leaves [first, end) in order, at most `limit` (at least 1); fewer once their effects are
// kLargestPageBytes long together, and where leaves are missing. What the rows say is not checked against the
// leaves, but answer_hash is empty where it is not that of the answer as it is kept, so that whoever checks
// row_hash checks the answer too. Errors: as ListEntries.
absl::StatusOr<std::vector<LoggedRow>> ListLog(storage::SqliteDatabase& database, std::string_view region,
                                               std::int64_t first, std::int64_t end, std::int64_t limit);

}  // namespace clearbudget::trail_store
