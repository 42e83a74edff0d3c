#include "common/trail_store/log_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/errors/error.h"
#include "common/storage/chain_hash.h"

namespace clearbudget::trail_store {

absl::StatusOr<LogState> ReadLog(storage::SqliteDatabase& database, std::string_view region) {
  const absl::StatusOr<digest::Algorithm> algorithm = storage::ChainHashOf(database);
  if (!algorithm.ok()) return algorithm.status();
  LogState state;
  state.algorithm = *algorithm;
  auto statement = database.Prepare("SELECT size, hash_algorithm FROM trail_logs WHERE region = ?1");
  if (!statement.ok()) return statement.status();
  const absl::StatusOr<bool> row = statement->BindText(1, region).Step();
  if (!row.ok()) return row.status();
  if (!*row) return state;
  state.size = statement->Int64(0);
  if (statement->Text(1) == digest::NameOf(*algorithm)) return state;
  return errors::Error(errors::Reason::kChecksumMismatch,
                       {{"name", fmt::format("regions/{}/trail", region)}});
}

absl::StatusOr<std::int64_t> LastPosition(storage::SqliteDatabase& database, std::string_view region,
                                          std::int64_t size) {
  auto statement = database.Prepare(
      "SELECT store_position FROM trail_leaves WHERE region = ?1 AND kind = ?2 AND leaf_index >= 0 AND "
      "leaf_index < ?3 ORDER BY store_position DESC LIMIT 1");
  if (!statement.ok()) return statement.status();
  std::int64_t last = 0;
  for (const trail::RowKind kind : {trail::RowKind::kOperation, trail::RowKind::kAudit}) {
    statement->BindText(1, region).BindText(2, trail::RowKindName(kind)).BindInt64(3, size);
    const absl::StatusOr<bool> row = statement->Step();
    if (!row.ok()) return row.status();
    if (*row) last = std::max(last, statement->Int64(0));
  }
  return last;
}

absl::Status WriteLog(storage::SqliteDatabase& database, std::string_view region, std::int64_t old_size,
                      const LogState& state) {
  auto statement = database.Prepare(
      old_size == 0
          ? "INSERT INTO trail_logs (region, hash_algorithm, size) VALUES (?1, ?2, ?3)"
          : "UPDATE trail_logs SET size = ?3 WHERE region = ?1 AND hash_algorithm = ?2 AND size = ?4");
  if (!statement.ok()) return statement.status();
  statement->BindText(1, region).BindText(2, digest::NameOf(state.algorithm)).BindInt64(3, state.size);
  if (old_size != 0) statement->BindInt64(4, old_size);
  const absl::Status written = statement->Run();
  const bool conflict = written.ok() ? database.ChangedRows() != 1 : absl::IsAlreadyExists(written);
  return conflict ? errors::Error(errors::Reason::kOperationConflict) : written;
}

absl::Status InsertLeaf(storage::SqliteDatabase& database, std::string_view region, std::int64_t index,
                        const LeafRow& row) {
  auto statement = database.Prepare(
      "INSERT INTO trail_leaves (region, leaf_index, kind, aggregate, change_number, row_hash, "
      "store_position) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  if (!statement.ok()) return statement.status();
  return statement->BindText(1, region)
      .BindInt64(2, index)
      .BindText(3, trail::RowKindName(row.leaf.kind))
      .BindText(4, row.leaf.aggregate)
      .BindInt64(5, row.leaf.change_number)
      .BindBlob(6, row.leaf.row_hash)
      .BindInt64(7, row.position)
      .Run();
}

absl::Status InsertNodes(storage::SqliteDatabase& database, std::string_view region,
                         std::span<const merkle::Node> nodes) {
  auto statement =
      database.Prepare("INSERT INTO trail_nodes (region, level, node_index, hash) VALUES (?1, ?2, ?3, ?4)");
  if (!statement.ok()) return statement.status();
  for (const merkle::Node& node : nodes) {
    const absl::Status inserted = statement->BindText(1, region)
                                      .BindInt64(2, node.level)
                                      .BindInt64(3, node.index)
                                      .BindBlob(4, node.hash)
                                      .Run();
    if (!inserted.ok()) return inserted;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> SqliteNodes::Node(int level, std::int64_t index) {
  auto statement =
      database_.Prepare("SELECT hash FROM trail_nodes WHERE region = ?1 AND level = ?2 AND node_index = ?3");
  if (!statement.ok()) return statement.status();
  const absl::StatusOr<bool> row =
      statement->BindText(1, region_).BindInt64(2, level).BindInt64(3, index).Step();
  if (!row.ok()) return row.status();
  if (*row) return statement->Blob(0);
  return errors::Error(
      errors::Reason::kChecksumMismatch,
      {{"name", fmt::format("regions/{}/trail, node {} of level {}", region_, index, level)}});
}

}  // namespace clearbudget::trail_store
