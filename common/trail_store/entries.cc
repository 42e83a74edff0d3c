#include "common/trail_store/entries.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "common/errors/error.h"
#include "common/storage/audit_row.h"
#include "common/storage/chain_hash.h"
#include "common/storage/operation_row.h"

namespace clearbudget::trail_store {
namespace {

// A scalar query, since joining would make the names of columns ambiguous.
std::string LeafIndexColumn(std::string_view table, trail::RowKind kind) {
  return fmt::format(
      "(SELECT leaf_index FROM trail_leaves WHERE trail_leaves.region = {0}.region AND trail_leaves.kind = "
      "'{1}' "
      "AND trail_leaves.store_position = {0}.store_position)",
      table, trail::RowKindName(kind));
}

// ?8 itself or below it. The beginning is compared, not ordered, since other stores order texts otherwise.
std::string IsWithin(std::string_view column) {
  return fmt::format("{0} = ?8 OR SUBSTR({0}, 1, LENGTH(?8) + 1) = ?8 || '/'", column);
}

std::string Conditions(std::string_view time_column, std::string_view resource_condition) {
  return fmt::format(
      "WHERE region = ?1 AND store_position > ?2 AND (?3 = '' OR caller = ?3) "
      "AND (?4 = '' OR person = ?4 OR delegator = ?4) "
      "AND (?5 = '' OR SUBSTR(method, LENGTH(method) - LENGTH(?5)) = '/' || ?5) "
      "AND {0} >= ?6 AND {0} < ?7 AND (?8 = '' OR {1}) ",
      time_column, resource_condition);
}

std::string_view SelectOperations() {
  static const std::string select = fmt::format(
      "SELECT {}, store_position, {} FROM operations {} ORDER BY store_position LIMIT ?9",
      storage::kOperationRecordColumns, LeafIndexColumn("operations", trail::RowKind::kOperation),
      Conditions("system_time", fmt::format("{} OR {}", IsWithin("aggregate"), IsWithin("resource"))));
  return select;
}

// Their aggregate is the region's own: ?11 says whether it is wanted.
std::string_view SelectAuditEvents() {
  static const std::string select = fmt::format(
      "SELECT {}, store_position, {} FROM audit_events {} AND (?10 = '' OR kind = ?10) "
      "ORDER BY store_position LIMIT ?9",
      storage::kAuditColumns, LeafIndexColumn("audit_events", trail::RowKind::kAudit),
      Conditions("first_time", fmt::format("?11 = 1 OR {}", IsWithin("resource"))));
  return select;
}

bool IsAuditAggregateWithin(std::string_view region, std::string_view resource) {
  const std::string aggregate = trail::AuditAggregate(region);
  return aggregate == resource || aggregate.starts_with(std::string(resource) + "/");
}

void BindFilter(storage::Statement& statement, std::string_view region, const EntryFilter& filter,
                std::int64_t after, std::int64_t limit) {
  const std::string_view method = filter.method;
  statement.BindText(1, region)
      .BindInt64(2, after)
      .BindText(3, filter.subject)
      .BindText(4, filter.person)
      .BindText(5, method.starts_with('/') ? method.substr(1) : method)
      .BindInt64(6, filter.from.value_or(std::numeric_limits<std::int64_t>::min()))
      .BindInt64(7, filter.until.value_or(std::numeric_limits<std::int64_t>::max()))
      .BindText(8, filter.resource)
      .BindInt64(9, limit);
}

std::int64_t BytesOf(const Row& row) {
  const auto* operation = std::get_if<trail::OperationRecord>(&row);
  return operation == nullptr ? 0 : static_cast<std::int64_t>(operation->effect.size());
}

absl::StatusOr<Row> ReadRow(const storage::Statement& statement, trail::RowKind kind) {
  if (kind == trail::RowKind::kOperation) return Row(storage::ReadOperationRecord(statement));
  absl::StatusOr<trail::AuditRecord> event = storage::ReadAuditEvent(statement);
  if (!event.ok()) return event.status();
  return Row(*std::move(event));
}

// What was read of one table.
struct Part {
  std::vector<Entry> entries;
  bool is_cut = false;  // more rows follow, but the effects are long enough
};

absl::StatusOr<Part> ReadPart(storage::Statement& statement, trail::RowKind kind) {
  const int columns =
      kind == trail::RowKind::kOperation ? storage::kOperationRecordColumnCount : storage::kAuditColumnCount;
  Part part;
  std::int64_t bytes = 0;
  while (true) {
    const absl::StatusOr<bool> found = statement.Step();
    if (!found.ok()) return found.status();
    part.is_cut = *found && bytes > kLargestPageBytes;
    if (!*found || part.is_cut) return part;
    absl::StatusOr<Row> row = ReadRow(statement, kind);
    if (!row.ok()) return row.status();
    bytes += BytesOf(*row);
    part.entries.push_back({.position = statement.Int64(columns),
                            .leaf_index = statement.OptionalInt64(columns + 1),
                            .row = *std::move(row)});
  }
}

absl::StatusOr<Part> ReadOperations(storage::SqliteDatabase& database, std::string_view region,
                                    const EntryFilter& filter, std::int64_t after, std::int64_t limit) {
  if (filter.kind.value_or(EntryKind::kOperation) != EntryKind::kOperation) return Part();
  auto statement = database.Prepare(SelectOperations());
  if (!statement.ok()) return statement.status();
  BindFilter(*statement, region, filter, after, limit);
  return ReadPart(*statement, trail::RowKind::kOperation);
}

absl::StatusOr<Part> ReadAuditEvents(storage::SqliteDatabase& database, std::string_view region,
                                     const EntryFilter& filter, std::int64_t after, std::int64_t limit) {
  if (filter.kind == EntryKind::kOperation) return Part();
  auto statement = database.Prepare(SelectAuditEvents());
  if (!statement.ok()) return statement.status();
  BindFilter(*statement, region, filter, after, limit);
  std::string_view kind;
  if (filter.kind == EntryKind::kRefusal) kind = trail::AuditKindName(trail::AuditKind::kRefusal);
  if (filter.kind == EntryKind::kRead) kind = trail::AuditKindName(trail::AuditKind::kRead);
  statement->BindText(10, kind).BindInt64(11, IsAuditAggregateWithin(region, filter.resource) ? 1 : 0);
  return ReadPart(*statement, trail::RowKind::kAudit);
}

// The entries of both in order, as many as a page holds. Where operations were cut, the page is full with the
// last of them, so that no event behind it comes before the operations that were left out.
EntryPage PageOf(Part operations, Part events, std::int64_t limit) {
  std::vector<Entry> merged;
  merged.reserve(operations.entries.size() + events.entries.size());
  std::merge(std::make_move_iterator(operations.entries.begin()),
             std::make_move_iterator(operations.entries.end()),
             std::make_move_iterator(events.entries.begin()), std::make_move_iterator(events.entries.end()),
             std::back_inserter(merged),
             [](const Entry& one, const Entry& other) { return one.position < other.position; });
  EntryPage page;
  std::int64_t bytes = 0;
  bool has_more = operations.is_cut || events.is_cut;
  for (Entry& entry : merged) {
    const bool is_full = static_cast<std::int64_t>(page.entries.size()) == limit || bytes > kLargestPageBytes;
    has_more = has_more || is_full;
    if (is_full) break;
    bytes += BytesOf(entry.row);
    page.entries.push_back(std::move(entry));
  }
  if (has_more) page.next_after = page.entries.back().position;
  return page;
}

// The record with the hash of the answer that is there, whatever the row says of it.
trail::OperationRecord RecordOf(storage::Operation operation, digest::Algorithm algorithm) {
  if (operation.answer_hash != digest::Of(algorithm, operation.answer)) operation.answer_hash.clear();
  return operation;
}

absl::StatusOr<std::optional<Row>> FindRow(storage::SqliteDatabase& database, std::string_view region,
                                           const trail::Leaf& leaf, digest::Algorithm algorithm) {
  static const std::string select_operation =
      fmt::format("SELECT {} FROM operations WHERE region = ?1 AND change_number = ?2 AND aggregate = ?3",
                  storage::kOperationColumns);
  static const std::string select_event = fmt::format(
      "SELECT {} FROM audit_events WHERE region = ?1 AND change_number = ?2", storage::kAuditColumns);
  const bool is_operation = leaf.kind == trail::RowKind::kOperation;
  auto statement = database.Prepare(is_operation ? select_operation : select_event);
  if (!statement.ok()) return statement.status();
  statement->BindText(1, region).BindInt64(2, leaf.change_number);
  if (is_operation) statement->BindText(3, leaf.aggregate);
  const absl::StatusOr<bool> found = statement->Step();
  if (!found.ok()) return found.status();
  if (!*found) return std::optional<Row>();
  if (is_operation) return std::optional<Row>(RecordOf(storage::ReadOperation(*statement), algorithm));
  absl::StatusOr<trail::AuditRecord> event = storage::ReadAuditEvent(*statement);
  // What is no event any more is missing, which the reader of the log is to learn.
  if (absl::IsDataLoss(event.status())) return std::optional<Row>();
  if (!event.ok()) return event.status();
  return std::optional<Row>(Row(*std::move(event)));
}

absl::Status CheckLimit(std::int64_t limit) {
  return limit >= 1 ? absl::OkStatus() : absl::InternalError("the limit of a list of entries is at least 1");
}

// Columns: leaf_index, kind, aggregate, change_number, row_hash, the leaf's hash in the tree.
absl::StatusOr<LoggedRow> LoggedRowOf(const storage::Statement& statement, std::string_view region) {
  const std::optional<trail::RowKind> kind = trail::RowKindNamed(statement.Text(1));
  if (!kind.has_value()) {
    return errors::Error(errors::Reason::kChecksumMismatch,
                         {{"name", fmt::format("regions/{}/trail, leaf {}", region, statement.Int64(0))}});
  }
  return LoggedRow{.leaf_index = statement.Int64(0),
                   .leaf = {.kind = *kind,
                            .aggregate = statement.Text(2),
                            .change_number = statement.Int64(3),
                            .row_hash = statement.Blob(4)},
                   .leaf_hash = statement.Blob(5),
                   .row = std::nullopt};
}

}  // namespace

absl::StatusOr<EntryPage> ListEntries(storage::SqliteDatabase& database, std::string_view region,
                                      const EntryFilter& filter, std::int64_t after, std::int64_t limit) {
  if (absl::Status status = CheckLimit(limit); !status.ok()) return status;
  // One more of each table than the page holds tells whether there is a next page.
  auto operations = ReadOperations(database, region, filter, after, limit + 1);
  if (!operations.ok()) return operations.status();
  auto events = ReadAuditEvents(database, region, filter, after, limit + 1);
  if (!events.ok()) return events.status();
  return PageOf(*std::move(operations), *std::move(events), limit);
}

absl::StatusOr<std::vector<LoggedRow>> ListLog(storage::SqliteDatabase& database, std::string_view region,
                                               std::int64_t first, std::int64_t end, std::int64_t limit) {
  if (absl::Status status = CheckLimit(limit); !status.ok()) return status;
  const absl::StatusOr<digest::Algorithm> algorithm = storage::ChainHashOf(database);
  if (!algorithm.ok()) return algorithm.status();
  auto statement = database.Prepare(
      "SELECT leaf_index, kind, aggregate, change_number, row_hash, "
      "(SELECT hash FROM trail_nodes WHERE trail_nodes.region = trail_leaves.region AND level = 0 "
      "AND node_index = leaf_index) FROM trail_leaves "
      "WHERE region = ?1 AND leaf_index >= ?2 AND leaf_index < ?3 ORDER BY leaf_index LIMIT ?4");
  if (!statement.ok()) return statement.status();
  statement->BindText(1, region).BindInt64(2, first).BindInt64(3, end).BindInt64(4, limit);
  std::vector<LoggedRow> rows;
  std::int64_t bytes = 0;
  while (bytes <= kLargestPageBytes) {
    const absl::StatusOr<bool> found = statement->Step();
    if (!found.ok()) return found.status();
    if (!*found) break;
    absl::StatusOr<LoggedRow> logged = LoggedRowOf(*statement, region);
    if (!logged.ok()) return logged.status();
    absl::StatusOr<std::optional<Row>> row = FindRow(database, region, logged->leaf, *algorithm);
    if (!row.ok()) return row.status();
    logged->row = *std::move(row);
    if (logged->row.has_value()) bytes += BytesOf(*logged->row);
    rows.push_back(*std::move(logged));
  }
  return rows;
}

}  // namespace clearbudget::trail_store
