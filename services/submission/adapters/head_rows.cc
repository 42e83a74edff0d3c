#include "services/submission/adapters/head_rows.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "common/errors/error.h"
#include "common/storage/checked_blob.h"
#include "services/submission/adapters/hand_text.h"
#include "services/submission/conversion/head_message.h"

namespace clearbudget::submission {
namespace {

constexpr std::string_view kColumns = "region, agency, year, change_number, editors, head, head_checksum";

absl::StatusOr<BudgetHead> HeadOfRow(const storage::Statement& row) {
  const names::BudgetName name{row.Text(0), row.Text(1), static_cast<int32_t>(row.Int64(2))};
  absl::StatusOr<std::string> bytes = storage::CheckedBlob(row, 5, 6, name.ToText());
  if (!bytes.ok()) return bytes.status();
  budget::v1::Budget message;
  std::optional<BudgetHead> head;
  if (message.ParseFromString(*bytes)) head = HeadFromMessage(message);
  if (!head.has_value()) return errors::Error(errors::Reason::kChecksumMismatch, {{"name", name.ToText()}});
  head->change_number = row.Int64(3);
  std::optional<std::vector<Hand>> editors = HandsFromText(row.Text(4));
  if (!editors.has_value())
    return errors::Error(errors::Reason::kChecksumMismatch, {{"name", name.ToText()}});
  head->editors = *std::move(editors);
  return *std::move(head);
}

absl::Status InsertHead(storage::SqliteDatabase& database, const ScopedBudget& name, const BudgetHead& head) {
  auto statement = database.Prepare(
      "INSERT INTO budgets (region, agency, year, change_number, state, origin, editors, head, "
      "head_checksum) "
      "VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8)");
  if (!statement.ok()) return statement.status();
  statement->BindText(1, name->region).BindText(2, name->agency).BindInt64(3, name->year);
  statement->BindInt64(4, static_cast<int64_t>(head.state)).BindInt64(5, static_cast<int64_t>(head.origin));
  statement->BindText(6, HandsText(head.editors));
  storage::BindCheckedBlob(*statement, 7, 8, ToMessage(head).SerializeAsString());
  absl::Status inserted = statement->Run();
  if (!absl::IsAlreadyExists(inserted)) return inserted;
  return errors::Error(errors::Reason::kAlreadyExists, {{"name", head.name.ToText()}});
}

absl::Status UpdateHead(storage::SqliteDatabase& database, const ScopedBudget& name, const BudgetHead& head) {
  auto statement = database.Prepare(
      "UPDATE budgets SET change_number = ?4, state = ?5, origin = ?6, editors = ?7, head = ?8, "
      "head_checksum = ?9 "
      "WHERE region = ?1 AND agency = ?2 AND year = ?3 AND change_number = ?10");
  if (!statement.ok()) return statement.status();
  statement->BindText(1, name->region).BindText(2, name->agency).BindInt64(3, name->year);
  statement->BindInt64(4, head.change_number).BindInt64(5, static_cast<int64_t>(head.state));
  statement->BindInt64(6, static_cast<int64_t>(head.origin)).BindText(7, HandsText(head.editors));
  storage::BindCheckedBlob(*statement, 8, 9, ToMessage(head).SerializeAsString());
  statement->BindInt64(10, head.change_number - 1);
  if (absl::Status updated = statement->Run(); !updated.ok()) return updated;
  if (database.ChangedRows() == 1) return absl::OkStatus();
  return errors::Error(errors::Reason::kEtagMismatch, {{"name", head.name.ToText()}});
}

// Conditions are written into the statement only where they restrict, so that each statement can use the key.
std::string ListText(const ports::Scope& scope, const BudgetFilter& filter, bool after) {
  std::string text =
      fmt::format("SELECT {} FROM budgets WHERE region = ?1{}", kColumns, StateCondition(scope));
  if (scope.agency().has_value()) text += " AND agency = ?2";
  if (filter.year.has_value()) text += " AND year = ?3";
  if (filter.state.has_value()) text += " AND state = ?4";
  if (filter.origin.has_value()) text += " AND origin = ?5";
  if (after) text += " AND (agency, year) > (?6, ?7)";
  return text + " ORDER BY agency, year LIMIT ?8";
}

}  // namespace

absl::StatusOr<BudgetHead> ReadHead(storage::SqliteDatabase& database, const ScopedBudget& name) {
  auto statement =
      database.Prepare(fmt::format("SELECT {} FROM budgets WHERE region = ?1 AND agency = ?2 AND year = ?3{}",
                                   kColumns, StateCondition(name.scope())));
  if (!statement.ok()) return statement.status();
  statement->BindText(1, name->region).BindText(2, name->agency).BindInt64(3, name->year);
  absl::StatusOr<bool> found = statement->Step();
  if (!found.ok()) return found.status();
  if (!*found) return errors::Error(errors::Reason::kNotFound, {{"name", name->ToText()}});
  return HeadOfRow(*statement);
}

absl::StatusOr<std::vector<BudgetHead>> ListHeads(storage::SqliteDatabase& database,
                                                  const ports::Scope& scope, const BudgetFilter& filter,
                                                  const std::optional<names::BudgetName>& after,
                                                  int64_t limit) {
  auto statement = database.Prepare(ListText(scope, filter, after.has_value()));
  if (!statement.ok()) return statement.status();
  statement->BindText(1, scope.region());
  if (scope.agency().has_value()) statement->BindText(2, *scope.agency());
  if (filter.year.has_value()) statement->BindInt64(3, *filter.year);
  if (filter.state.has_value()) statement->BindInt64(4, static_cast<int64_t>(*filter.state));
  if (filter.origin.has_value()) statement->BindInt64(5, static_cast<int64_t>(*filter.origin));
  if (after.has_value()) statement->BindText(6, after->agency).BindInt64(7, after->year);
  statement->BindInt64(8, limit);
  std::vector<BudgetHead> heads;
  while (true) {
    absl::StatusOr<bool> row = statement->Step();
    if (!row.ok()) return row.status();
    if (!*row) return heads;
    absl::StatusOr<BudgetHead> head = HeadOfRow(*statement);
    if (!head.ok()) return head.status();
    heads.push_back(*std::move(head));
  }
}

absl::StatusOr<std::optional<BudgetState>> ReadState(storage::SqliteDatabase& database,
                                                     const names::BudgetName& name) {
  auto statement =
      database.Prepare("SELECT state FROM budgets WHERE region = ?1 AND agency = ?2 AND year = ?3");
  if (!statement.ok()) return statement.status();
  statement->BindText(1, name.region).BindText(2, name.agency).BindInt64(3, name.year);
  absl::StatusOr<bool> found = statement->Step();
  if (!found.ok()) return found.status();
  if (!*found) return std::optional<BudgetState>();
  return std::optional(static_cast<BudgetState>(statement->Int64(0)));
}

absl::Status CompareAndSetHead(storage::SqliteDatabase& database, const ScopedBudget& name,
                               const BudgetHead& head) {
  return head.change_number == 1 ? InsertHead(database, name, head) : UpdateHead(database, name, head);
}

}  // namespace clearbudget::submission
