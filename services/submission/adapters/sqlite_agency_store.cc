#include "services/submission/adapters/sqlite_agency_store.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "common/errors/error.h"
#include "common/storage/checked_blob.h"
#include "services/submission/adapters/operation_rows.h"
#include "services/submission/adapters/scoped.h"
#include "services/submission/conversion/head_message.h"

namespace clearbudget::submission {
namespace {

// The columns region, agency, change_number, record, record_checksum.
absl::StatusOr<Agency> AgencyOfRow(const storage::Statement& row) {
  const std::string name = names::AgencyName{row.Text(0), row.Text(1)}.ToText();
  absl::StatusOr<std::string> bytes = storage::CheckedBlob(row, 3, 4, name);
  if (!bytes.ok()) return bytes.status();
  budget::v1::Agency message;
  std::optional<Agency> agency;
  if (message.ParseFromString(*bytes)) agency = AgencyFromMessage(message);
  if (!agency.has_value()) return errors::Error(errors::Reason::kChecksumMismatch, {{"name", name}});
  agency->change_number = row.Int64(2);
  return *std::move(agency);
}

absl::StatusOr<std::vector<Agency>> ReadAll(storage::Statement& statement) {
  std::vector<Agency> agencies;
  while (true) {
    absl::StatusOr<bool> row = statement.Step();
    if (!row.ok()) return row.status();
    if (!*row) return agencies;
    absl::StatusOr<Agency> agency = AgencyOfRow(statement);
    if (!agency.ok()) return agency.status();
    agencies.push_back(*std::move(agency));
  }
}

absl::Status Insert(storage::SqliteDatabase& database, const ScopedAgency& name, const Agency& agency) {
  auto statement = database.Prepare(
      "INSERT INTO agencies (region, agency, change_number, record, record_checksum) VALUES (?1, ?2, 1, ?3, "
      "?4)");
  if (!statement.ok()) return statement.status();
  statement->BindText(1, name->region).BindText(2, name->agency);
  absl::Status inserted =
      storage::BindCheckedBlob(*statement, 3, 4, ToMessage(agency).SerializeAsString()).Run();
  if (!absl::IsAlreadyExists(inserted)) return inserted;
  return errors::Error(errors::Reason::kAlreadyExists, {{"name", agency.name.ToText()}});
}

absl::Status Update(storage::SqliteDatabase& database, const ScopedAgency& name, const Agency& agency) {
  auto statement = database.Prepare(
      "UPDATE agencies SET change_number = ?3, record = ?4, record_checksum = ?5 "
      "WHERE region = ?1 AND agency = ?2 AND change_number = ?6");
  if (!statement.ok()) return statement.status();
  statement->BindText(1, name->region).BindText(2, name->agency).BindInt64(3, agency.change_number);
  statement->BindInt64(6, agency.change_number - 1);
  absl::Status updated =
      storage::BindCheckedBlob(*statement, 4, 5, ToMessage(agency).SerializeAsString()).Run();
  if (!updated.ok()) return updated;
  if (database.ChangedRows() == 1) return absl::OkStatus();
  return errors::Error(errors::Reason::kEtagMismatch, {{"name", agency.name.ToText()}});
}

absl::StatusOr<Answer> Apply(storage::SqliteDatabase& database, const ScopedAgency& name,
                             const Agency& agency, const ports::Effect& effect, const ports::Act& act) {
  absl::StatusOr<std::optional<Answer>> replay = FindStoredAnswer(database, name.scope(), act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) return **std::move(replay);
  absl::Status written =
      agency.change_number == 1 ? Insert(database, name, agency) : Update(database, name, agency);
  if (!written.ok()) return written;
  const OperationSubject subject{.region = name->region,
                                 .aggregate = name->ToText(),
                                 .resource = name->ToText(),
                                 .change_number = agency.change_number,
                                 .legal_date = {},
                                 .effect = effect};
  if (absl::Status status = AppendOperation(database, act, subject, agency); !status.ok()) return status;
  return Answer(agency);
}

}  // namespace

absl::StatusOr<Agency> SqliteAgencyStore::FindAgency(const ports::Scope& scope,
                                                     const names::AgencyName& name) {
  absl::StatusOr<ScopedAgency> scoped = ScopedAgency::Within(scope, name);
  if (!scoped.ok()) return scoped.status();
  return database_.Read([&](storage::SqliteDatabase& database) -> absl::StatusOr<Agency> {
    auto statement = database.Prepare(
        "SELECT region, agency, change_number, record, record_checksum FROM agencies "
        "WHERE region = ?1 AND agency = ?2");
    if (!statement.ok()) return statement.status();
    absl::StatusOr<bool> found =
        statement->BindText(1, (*scoped)->region).BindText(2, (*scoped)->agency).Step();
    if (!found.ok()) return found.status();
    if (!*found) return errors::Error(errors::Reason::kNotFound, {{"name", name.ToText()}});
    return AgencyOfRow(*statement);
  });
}

absl::StatusOr<std::vector<Agency>> SqliteAgencyStore::ListAgencies(const ports::Scope& scope,
                                                                    const std::string& after, int64_t limit) {
  return database_.Read([&](storage::SqliteDatabase& database) -> absl::StatusOr<std::vector<Agency>> {
    auto statement = database.Prepare(
        fmt::format("SELECT region, agency, change_number, record, record_checksum FROM agencies "
                    "WHERE region = ?1 AND agency > ?2{} ORDER BY agency LIMIT ?3",
                    scope.agency().has_value() ? " AND agency = ?4" : ""));
    if (!statement.ok()) return statement.status();
    statement->BindText(1, scope.region()).BindText(2, after).BindInt64(3, limit);
    if (scope.agency().has_value()) statement->BindText(4, *scope.agency());
    return ReadAll(*statement);
  });
}

absl::StatusOr<std::vector<Agency>> SqliteAgencyStore::AllAgencies() {
  return database_.Read([&](storage::SqliteDatabase& database) -> absl::StatusOr<std::vector<Agency>> {
    auto statement = database.Prepare(
        "SELECT region, agency, change_number, record, record_checksum FROM agencies ORDER BY region, "
        "agency");
    if (!statement.ok()) return statement.status();
    return ReadAll(*statement);
  });
}

absl::StatusOr<Answer> SqliteAgencyStore::WriteAgency(const ports::Scope& scope, const Agency& agency,
                                                      const ports::Effect& effect, const ports::Act& act) {
  absl::StatusOr<ScopedAgency> name = ScopedAgency::Within(scope, agency.name);
  if (!name.ok()) return name.status();
  return database_.Write(
      [&](storage::SqliteDatabase& database) { return Apply(database, *name, agency, effect, act); },
      act.deadline);
}

}  // namespace clearbudget::submission
