#include "common/trail_store/unlogged_rows.h"

#include <utility>

#include "common/trail_store/log_rows.h"

namespace clearbudget::trail_store {
namespace {

constexpr std::int64_t kRowsOfOneStep = 2'000;

// Columns: aggregate, change_number, row_hash, store_position, whether it has a leaf.
constexpr std::string_view kOperations =
    "SELECT aggregate, change_number, row_hash, store_position, EXISTS (SELECT 1 FROM trail_leaves WHERE "
    "trail_leaves.region = operations.region AND trail_leaves.kind = 'operation' "
    "AND trail_leaves.store_position = operations.store_position "
    "AND trail_leaves.aggregate = operations.aggregate "
    "AND trail_leaves.change_number = operations.change_number AND leaf_index >= 0 AND leaf_index < ?2) "
    "FROM operations WHERE region = ?1 AND store_position >= ?3 AND (?4 = 1 OR store_position <= ?5) "
    "ORDER BY store_position LIMIT ?6";
constexpr std::string_view kAuditEvents =
    "SELECT '', change_number, row_hash, store_position, EXISTS (SELECT 1 FROM trail_leaves WHERE "
    "trail_leaves.region = audit_events.region AND trail_leaves.kind = 'audit' "
    "AND trail_leaves.store_position = audit_events.store_position "
    "AND trail_leaves.change_number = audit_events.change_number AND leaf_index >= 0 AND leaf_index < ?2) "
    "FROM audit_events WHERE region = ?1 AND store_position >= ?3 AND (?4 = 1 OR store_position <= ?5) "
    "ORDER BY store_position LIMIT ?6";

}  // namespace

absl::StatusOr<UnloggedPage> ListUnlogged(storage::SqliteDatabase& database, std::string_view region,
                                          const UnloggedOrder& order) {
  const absl::StatusOr<std::int64_t> last = LastPosition(database, region, order.size);
  if (!last.ok()) return last.status();
  const bool is_operation = order.kind == trail::RowKind::kOperation;
  auto statement = database.Prepare(is_operation ? kOperations : kAuditEvents);
  if (!statement.ok()) return statement.status();
  statement->BindText(1, region)
      .BindInt64(2, order.size)
      .BindInt64(3, order.first_position)
      .BindInt64(4, order.with_later ? 1 : 0)
      .BindInt64(5, *last)
      .BindInt64(6, kRowsOfOneStep);
  UnloggedPage page;
  std::int64_t steps = 0;
  std::int64_t position = order.first_position;
  while (true) {
    const absl::StatusOr<bool> row = statement->Step();
    if (!row.ok()) return row.status();
    if (!*row) break;
    ++steps;
    position = statement->Int64(3);
    if (statement->Int64(4) != 0) continue;
    trail::Leaf leaf{.kind = order.kind,
                     .aggregate = is_operation ? statement->Text(0) : trail::AuditAggregate(region),
                     .change_number = statement->Int64(1),
                     .row_hash = statement->Blob(2)};
    page.rows.push_back({.leaf = std::move(leaf), .position = position});
  }
  // A place that is no number would not lead on.
  const bool leads_on =
      position >= order.first_position && position < std::numeric_limits<std::int64_t>::max();
  if (steps == kRowsOfOneStep && leads_on) page.next_position = position + 1;
  return page;
}

}  // namespace clearbudget::trail_store
