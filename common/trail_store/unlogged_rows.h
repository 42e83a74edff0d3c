// Rows that the log should have and has not: nobody but whoever writes into the file puts them there.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/storage/sqlite_database.h"
#include "common/trail/record.h"

namespace clearbudget::trail_store {

struct UnloggedOrder {
  trail::RowKind kind = trail::RowKind::kOperation;
  std::int64_t size = 0;  // of the log: leaves behind it do not count
  // True: also rows behind the log's last place, for a log that cannot go on. False: those are yet to come.
  bool with_later = false;
  std::int64_t first_position = std::numeric_limits<std::int64_t>::min();
};

// A row without a leaf, as the leaf that it would have.
struct UnloggedRow {
  trail::Leaf leaf;
  std::int64_t position = 0;  // its store_position
};

struct UnloggedPage {
  std::vector<UnloggedRow> rows;
  std::optional<std::int64_t> next_position;  // first_position of the next page; absent after the last
};

// One step over the rows of a table, which are compared one by one with the leaf of the same place, aggregate
// and number; a step may find none and still not be the last. Errors: those of the store.
absl::StatusOr<UnloggedPage> ListUnlogged(storage::SqliteDatabase& database, std::string_view region,
                                          const UnloggedOrder& order);

}  // namespace clearbudget::trail_store
