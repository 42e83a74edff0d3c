#include "services/performance/adapters/sqlite_report_store.h"

#include <utility>

#include "common/errors/error.h"
#include "common/storage/checked_blob.h"
#include "services/performance/adapters/operation_rows.h"
#include "services/performance/ports/within.h"

namespace clearbudget::performance {
namespace {

using storage::SqliteDatabase;
using storage::Statement;

// Every statement of this file has the report's key as its first parameters; region and agency are those of
// the scope.
absl::StatusOr<Statement> PrepareFor(SqliteDatabase& database, const ports::Scope& scope,
                                     const names::ProgressReportName& name, std::string_view text) {
  if (absl::Status within = CheckWithin(scope, name.revision); !within.ok()) return within;
  absl::StatusOr<Statement> statement = database.Prepare(text);
  if (!statement.ok()) return statement.status();
  statement->BindText(1, scope.region())
      .BindText(2, scope.agency().value_or(name.revision.agency))
      .BindInt64(3, name.revision.year)
      .BindInt64(4, name.revision.number)
      .BindInt64(5, name.month);
  return statement;
}

absl::StatusOr<int64_t> LatestVersion(SqliteDatabase& database, const ports::Scope& scope,
                                      const names::ProgressReportName& name) {
  auto statement = PrepareFor(database, scope, name,
                              "SELECT MAX(version) FROM progress_reports WHERE region = ?1 AND agency = ?2 "
                              "AND year = ?3 AND revision = ?4 AND month = ?5");
  if (!statement.ok()) return statement.status();
  const absl::StatusOr<bool> row = statement->Step();
  if (!row.ok()) return row.status();
  return *row ? statement->Int64(0) : 0;
}

absl::StatusOr<StoredReport> ReadVersion(SqliteDatabase& database, const ports::Scope& scope,
                                         const names::ProgressReportName& name, int64_t version) {
  auto statement =
      PrepareFor(database, scope, name,
                 "SELECT content, content_checksum FROM progress_reports WHERE region = ?1 "
                 "AND agency = ?2 AND year = ?3 AND revision = ?4 AND month = ?5 AND version = ?6");
  if (!statement.ok()) return statement.status();
  const absl::StatusOr<bool> row = statement->BindInt64(6, version).Step();
  if (!row.ok()) return row.status();
  if (!*row) return errors::Error(errors::Reason::kNotFound, {{"name", name.ToText()}});
  absl::StatusOr<std::string> bytes = storage::CheckedBlob(*statement, 0, 1, name.ToText());
  if (!bytes.ok()) return bytes.status();
  return StoredReport{.name = name, .version = version, .bytes = *std::move(bytes)};
}

absl::Status Insert(SqliteDatabase& database, const ports::Scope& scope, const StoredReport& report) {
  auto statement =
      PrepareFor(database, scope, report.name,
                 "INSERT INTO progress_reports (region, agency, year, revision, month, version, content, "
                 "content_checksum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
  if (!statement.ok()) return statement.status();
  statement->BindInt64(6, report.version);
  return storage::BindCheckedBlob(*statement, 7, 8, report.bytes).Run();
}

absl::StatusOr<std::optional<StoredReport>> Written(SqliteDatabase& database, const ports::Scope& scope,
                                                    const ports::Act& act) {
  const absl::StatusOr<std::optional<Made>> made = FindMade(database, act);
  if (!made.ok()) return made.status();
  if (!made->has_value()) return std::optional<StoredReport>();
  const auto name = names::ParseProgressReportName((*made)->aggregate);
  if (!name.ok()) return errors::Error(errors::Reason::kChecksumMismatch, {{"name", (*made)->aggregate}});
  absl::StatusOr<StoredReport> report = ReadVersion(database, scope, *name, (*made)->number);
  if (!report.ok()) return report.status();
  return std::optional<StoredReport>(*std::move(report));
}

absl::StatusOr<StoredReport> Write(SqliteDatabase& database, const ports::Scope& scope,
                                   const StoredReport& report, const ports::Effect& effect,
                                   const ports::Act& act) {
  absl::StatusOr<std::optional<StoredReport>> written = Written(database, scope, act);
  if (!written.ok()) return written.status();
  if (written->has_value()) return **std::move(written);
  const absl::StatusOr<int64_t> latest = LatestVersion(database, scope, report.name);
  if (!latest.ok()) return latest.status();
  const std::string name = report.name.ToText();
  if (*latest + 1 != report.version) return errors::Error(errors::Reason::kEtagMismatch, {{"name", name}});
  if (absl::Status inserted = Insert(database, scope, report); !inserted.ok()) return inserted;
  const absl::Status appended = AppendMade(
      database, act, effect,
      {.region = report.name.revision.region, .aggregate = name, .resource = name, .number = report.version});
  if (!appended.ok()) return appended;
  return report;
}

}  // namespace

absl::StatusOr<StoredReport> SqliteReportStore::FindReport(const ports::Scope& scope,
                                                           const names::ProgressReportName& name) {
  return database_.Read([&](SqliteDatabase& database) -> absl::StatusOr<StoredReport> {
    const absl::StatusOr<int64_t> latest = LatestVersion(database, scope, name);
    if (!latest.ok()) return latest.status();
    return ReadVersion(database, scope, name, *latest);
  });
}

absl::StatusOr<std::optional<StoredReport>> SqliteReportStore::FindWritten(const ports::Scope& scope,
                                                                           const ports::Act& act) {
  return database_.Read([&](SqliteDatabase& database) { return Written(database, scope, act); });
}

absl::StatusOr<StoredReport> SqliteReportStore::WriteReport(const ports::Scope& scope,
                                                            const StoredReport& report,
                                                            const ports::Effect& effect,
                                                            const ports::Act& act) {
  return database_.Write(
      [&](SqliteDatabase& database) { return Write(database, scope, report, effect, act); }, act.deadline);
}

}  // namespace clearbudget::performance
