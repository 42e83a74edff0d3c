#include "services/submission/adapters/delegation_rows.h"

#include <fmt/format.h>

#include <utility>

#include "common/errors/error.h"
#include "common/storage/checked_blob.h"
#include "services/submission/conversion/delegation_message.h"

namespace clearbudget::submission {
namespace {

constexpr std::string_view kColumns = "region, delegation, change_number, record, record_checksum";

absl::StatusOr<Delegation> DelegationOfRow(const storage::Statement& row) {
  const std::string name = names::DelegationName{row.Text(0), row.Text(1)}.ToText();
  absl::StatusOr<std::string> bytes = storage::CheckedBlob(row, 3, 4, name);
  if (!bytes.ok()) return bytes.status();
  budget::v1::Delegation message;
  std::optional<Delegation> delegation;
  if (message.ParseFromString(*bytes)) delegation = DelegationFromMessage(message);
  if (!delegation.has_value()) return errors::Error(errors::Reason::kChecksumMismatch, {{"name", name}});
  delegation->change_number = row.Int64(2);
  return *std::move(delegation);
}

absl::StatusOr<std::vector<Delegation>> ReadRows(storage::Statement& statement) {
  std::vector<Delegation> delegations;
  while (true) {
    absl::StatusOr<bool> row = statement.Step();
    if (!row.ok()) return row.status();
    if (!*row) return delegations;
    absl::StatusOr<Delegation> delegation = DelegationOfRow(statement);
    if (!delegation.ok()) return delegation.status();
    delegations.push_back(*std::move(delegation));
  }
}

absl::Status Insert(storage::SqliteDatabase& database, const ScopedDelegation& name,
                    const Delegation& delegation) {
  auto statement = database.Prepare(
      "INSERT INTO delegations (region, delegation, change_number, delegator, delegate, record, "
      "record_checksum) "
      "VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6)");
  if (!statement.ok()) return statement.status();
  statement->BindText(1, name->region).BindText(2, name->delegation);
  statement->BindText(3, delegation.delegator).BindText(4, delegation.delegate);
  absl::Status inserted =
      storage::BindCheckedBlob(*statement, 5, 6, ToMessage(delegation).SerializeAsString()).Run();
  if (!absl::IsAlreadyExists(inserted)) return inserted;
  return errors::Error(errors::Reason::kAlreadyExists, {{"name", name->ToText()}});
}

absl::Status Update(storage::SqliteDatabase& database, const ScopedDelegation& name,
                    const Delegation& delegation) {
  auto statement = database.Prepare(
      "UPDATE delegations SET change_number = ?3, record = ?4, record_checksum = ?5 "
      "WHERE region = ?1 AND delegation = ?2 AND change_number = ?6");
  if (!statement.ok()) return statement.status();
  statement->BindText(1, name->region).BindText(2, name->delegation);
  statement->BindInt64(3, delegation.change_number).BindInt64(6, delegation.change_number - 1);
  absl::Status updated =
      storage::BindCheckedBlob(*statement, 4, 5, ToMessage(delegation).SerializeAsString()).Run();
  if (!updated.ok()) return updated;
  if (database.ChangedRows() == 1) return absl::OkStatus();
  return errors::Error(errors::Reason::kEtagMismatch, {{"name", name->ToText()}});
}

}  // namespace

absl::StatusOr<Delegation> ReadDelegation(storage::SqliteDatabase& database, const ScopedDelegation& name) {
  auto statement = database.Prepare(
      fmt::format("SELECT {} FROM delegations WHERE region = ?1 AND delegation = ?2", kColumns));
  if (!statement.ok()) return statement.status();
  absl::StatusOr<bool> found = statement->BindText(1, name->region).BindText(2, name->delegation).Step();
  if (!found.ok()) return found.status();
  if (!*found) return errors::Error(errors::Reason::kNotFound, {{"name", name->ToText()}});
  return DelegationOfRow(*statement);
}

absl::StatusOr<std::vector<Delegation>> ListDelegationRows(storage::SqliteDatabase& database,
                                                           const ports::Scope& scope,
                                                           const std::optional<std::string>& person,
                                                           const std::string& after, int64_t limit) {
  auto statement = database.Prepare(fmt::format(
      "SELECT {} FROM delegations WHERE region = ?1 AND delegation > ?2{} ORDER BY delegation LIMIT ?3",
      kColumns, person.has_value() ? " AND (delegator = ?4 OR delegate = ?4)" : ""));
  if (!statement.ok()) return statement.status();
  statement->BindText(1, scope.region()).BindText(2, after).BindInt64(3, limit);
  if (person.has_value()) statement->BindText(4, *person);
  return ReadRows(*statement);
}

absl::StatusOr<std::vector<Delegation>> ReadAllDelegations(storage::SqliteDatabase& database) {
  auto statement =
      database.Prepare(fmt::format("SELECT {} FROM delegations ORDER BY region, delegation", kColumns));
  if (!statement.ok()) return statement.status();
  return ReadRows(*statement);
}

absl::Status CompareAndSetDelegation(storage::SqliteDatabase& database, const ScopedDelegation& name,
                                     const Delegation& delegation) {
  return delegation.change_number == 1 ? Insert(database, name, delegation)
                                       : Update(database, name, delegation);
}

}  // namespace clearbudget::submission
