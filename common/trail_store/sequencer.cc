#include "common/trail_store/sequencer.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "common/errors/error.h"
#include "common/merkle/frontier.h"
#include "common/merkle/tree_hash.h"
#include "common/trail_store/log_rows.h"

namespace clearbudget::trail_store {
namespace {

constexpr std::string_view kNewOperations =
    "SELECT aggregate, change_number, row_hash, store_position FROM operations "
    "WHERE region = ?1 AND store_position > ?2 ORDER BY store_position LIMIT ?3";
// The aggregate of audit events is the region's own; it is not kept in their rows.
constexpr std::string_view kNewAuditEvents =
    "SELECT '', change_number, row_hash, store_position FROM audit_events "
    "WHERE region = ?1 AND store_position > ?2 ORDER BY store_position LIMIT ?3";

absl::Status AddNewRows(storage::SqliteDatabase& database, trail::RowKind kind, std::string_view region,
                        std::int64_t after_position, std::int64_t most_rows, std::vector<LeafRow>& rows) {
  auto statement = database.Prepare(kind == trail::RowKind::kOperation ? kNewOperations : kNewAuditEvents);
  if (!statement.ok()) return statement.status();
  statement->BindText(1, region).BindInt64(2, after_position).BindInt64(3, most_rows);
  while (true) {
    const absl::StatusOr<bool> row = statement->Step();
    if (!row.ok()) return row.status();
    if (!*row) return absl::OkStatus();
    trail::Leaf leaf{
        .kind = kind,
        .aggregate = kind == trail::RowKind::kOperation ? statement->Text(0) : trail::AuditAggregate(region),
        .change_number = statement->Int64(1),
        .row_hash = statement->Blob(2)};
    const std::int64_t position = statement->Int64(3);
    if (!trail::IsCount(leaf.change_number) || !trail::IsCount(position)) {
      return errors::Error(errors::Reason::kChecksumMismatch,
                           {{"name", fmt::format("{}, row {}", leaf.aggregate, leaf.change_number)}});
    }
    rows.push_back({.leaf = std::move(leaf), .position = position});
  }
}

// Up to most_rows + 1 rows in the order of the log.
absl::StatusOr<std::vector<LeafRow>> NewRows(storage::SqliteDatabase& database, std::string_view region,
                                             const LogState& state, std::int64_t most_rows) {
  // One place for both tables, since they share one count: a row that somebody puts into a place that the
  // other table holds gets no leaf, and an export tells of it.
  const absl::StatusOr<std::int64_t> last = LastPosition(database, region, state.size);
  if (!last.ok()) return last.status();
  std::vector<LeafRow> rows;
  absl::Status read = AddNewRows(database, trail::RowKind::kOperation, region, *last, most_rows + 1, rows);
  if (read.ok()) {
    read = AddNewRows(database, trail::RowKind::kAudit, region, *last, most_rows + 1, rows);
  }
  if (!read.ok()) return read;
  // Stable, so that an operation would come before an audit event at the same place.
  std::stable_sort(rows.begin(), rows.end(),
                   [](const LeafRow& one, const LeafRow& other) { return one.position < other.position; });
  return rows;
}

}  // namespace

absl::StatusOr<Sequenced> Sequence(storage::SqliteDatabase& database, std::string_view region,
                                   std::int64_t most_rows) {
  absl::StatusOr<LogState> state = ReadLog(database, region);
  if (!state.ok()) return state.status();
  absl::StatusOr<std::vector<LeafRow>> rows = NewRows(database, region, *state, most_rows);
  if (!rows.ok()) return rows.status();
  const bool has_more = static_cast<std::int64_t>(rows->size()) > most_rows;
  if (has_more) rows->resize(static_cast<std::size_t>(most_rows));
  if (rows->empty()) return Sequenced{.appended = 0, .size = state->size, .has_more = false};

  SqliteNodes kept(database, region);
  absl::StatusOr<merkle::Frontier> frontier = merkle::Frontier::Load(state->algorithm, kept, state->size);
  if (!frontier.ok()) return frontier.status();
  const std::int64_t old_size = state->size;
  for (const LeafRow& row : *rows) {
    if (absl::Status added = InsertLeaf(database, region, frontier->size(), row); !added.ok()) return added;
    const std::vector<merkle::Node> completed =
        frontier->Append(merkle::LeafHash(state->algorithm, trail::CanonicalLeaf(row.leaf)));
    if (absl::Status added = InsertNodes(database, region, completed); !added.ok()) return added;
  }
  state->size = frontier->size();
  if (absl::Status written = WriteLog(database, region, old_size, *state); !written.ok()) return written;
  return Sequenced{.appended = state->size - old_size, .size = state->size, .has_more = has_more};
}

}  // namespace clearbudget::trail_store
