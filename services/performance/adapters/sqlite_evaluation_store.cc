#include "services/performance/adapters/sqlite_evaluation_store.h"

#include <fmt/format.h>

#include <limits>
#include <utility>

#include "common/errors/error.h"
#include "common/storage/checked_blob.h"
#include "services/performance/adapters/operation_rows.h"
#include "services/performance/ports/within.h"

namespace clearbudget::performance {
namespace {

using storage::SqliteDatabase;
using storage::Statement;

constexpr std::string_view kCollection = "/evaluations";

// Every statement of this file has the revision's key as its first parameters; region and agency are those of
// the scope.
absl::StatusOr<Statement> PrepareFor(SqliteDatabase& database, const ports::Scope& scope,
                                     const names::RevisionName& name, std::string_view text) {
  if (absl::Status within = CheckWithin(scope, name); !within.ok()) return within;
  absl::StatusOr<Statement> statement = database.Prepare(text);
  if (!statement.ok()) return statement.status();
  statement->BindText(1, scope.region())
      .BindText(2, scope.agency().value_or(name.agency))
      .BindInt64(3, name.year)
      .BindInt64(4, name.number);
  return statement;
}

// The columns number, content, content_checksum.
absl::StatusOr<StoredEvaluation> OfRow(const Statement& row, const names::RevisionName& revision) {
  StoredEvaluation evaluation{.name = {.revision = revision, .number = row.Int64(0)}, .bytes = {}};
  absl::StatusOr<std::string> bytes = storage::CheckedBlob(row, 1, 2, evaluation.name.ToText());
  if (!bytes.ok()) return bytes.status();
  evaluation.bytes = *std::move(bytes);
  return evaluation;
}

absl::StatusOr<StoredEvaluation> ReadEvaluation(SqliteDatabase& database, const ports::Scope& scope,
                                                const names::EvaluationName& name) {
  auto statement = PrepareFor(database, scope, name.revision,
                              "SELECT number, content, content_checksum FROM evaluations WHERE region = ?1 "
                              "AND agency = ?2 AND year = ?3 AND revision = ?4 AND number = ?5");
  if (!statement.ok()) return statement.status();
  const absl::StatusOr<bool> row = statement->BindInt64(5, name.number).Step();
  if (!row.ok()) return row.status();
  if (!*row) return errors::Error(errors::Reason::kNotFound, {{"name", name.ToText()}});
  return OfRow(*statement, name.revision);
}

absl::StatusOr<std::vector<StoredEvaluation>> ReadPage(SqliteDatabase& database, const ports::Scope& scope,
                                                       const names::RevisionName& revision, int64_t below,
                                                       int64_t limit) {
  auto statement = PrepareFor(database, scope, revision,
                              "SELECT number, content, content_checksum FROM evaluations WHERE region = ?1 "
                              "AND agency = ?2 AND year = ?3 AND revision = ?4 AND number < ?5 "
                              "ORDER BY number DESC LIMIT ?6");
  if (!statement.ok()) return statement.status();
  statement->BindInt64(5, below == 0 ? std::numeric_limits<int64_t>::max() : below).BindInt64(6, limit);
  std::vector<StoredEvaluation> page;
  for (;;) {
    const absl::StatusOr<bool> row = statement->Step();
    if (!row.ok()) return row.status();
    if (!*row) return page;
    absl::StatusOr<StoredEvaluation> evaluation = OfRow(*statement, revision);
    if (!evaluation.ok()) return evaluation.status();
    page.push_back(*std::move(evaluation));
  }
}

absl::StatusOr<int64_t> NextNumber(SqliteDatabase& database, const ports::Scope& scope,
                                   const names::RevisionName& revision) {
  auto statement = PrepareFor(database, scope, revision,
                              "SELECT MAX(number) FROM evaluations WHERE region = ?1 AND agency = ?2 "
                              "AND year = ?3 AND revision = ?4");
  if (!statement.ok()) return statement.status();
  const absl::StatusOr<bool> row = statement->Step();
  if (!row.ok()) return row.status();
  return *row ? statement->Int64(0) + 1 : 1;
}

absl::Status Insert(SqliteDatabase& database, const ports::Scope& scope, const StoredEvaluation& evaluation) {
  auto statement = PrepareFor(database, scope, evaluation.name.revision,
                              "INSERT INTO evaluations (region, agency, year, revision, number, content, "
                              "content_checksum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  if (!statement.ok()) return statement.status();
  statement->BindInt64(5, evaluation.name.number);
  return storage::BindCheckedBlob(*statement, 6, 7, evaluation.bytes).Run();
}

absl::StatusOr<std::optional<StoredEvaluation>> MadeBefore(SqliteDatabase& database,
                                                           const ports::Scope& scope, const ports::Act& act) {
  const absl::StatusOr<std::optional<Made>> made = FindMade(database, act);
  if (!made.ok()) return made.status();
  if (!made->has_value()) return std::optional<StoredEvaluation>();
  const auto name = names::ParseEvaluationName(fmt::format("{}/{}", (*made)->aggregate, (*made)->number));
  if (!name.ok()) return errors::Error(errors::Reason::kChecksumMismatch, {{"name", (*made)->aggregate}});
  absl::StatusOr<StoredEvaluation> evaluation = ReadEvaluation(database, scope, *name);
  if (!evaluation.ok()) return evaluation.status();
  return std::optional<StoredEvaluation>(*std::move(evaluation));
}

absl::StatusOr<StoredEvaluation> Add(SqliteDatabase& database, const ports::Scope& scope,
                                     const names::RevisionName& revision, const std::string& bytes,
                                     const ports::Effect& effect, const ports::Act& act) {
  absl::StatusOr<std::optional<StoredEvaluation>> made = MadeBefore(database, scope, act);
  if (!made.ok()) return made.status();
  if (made->has_value()) return **std::move(made);
  const absl::StatusOr<int64_t> number = NextNumber(database, scope, revision);
  if (!number.ok()) return number.status();
  StoredEvaluation evaluation{.name = {.revision = revision, .number = *number}, .bytes = bytes};
  if (absl::Status inserted = Insert(database, scope, evaluation); !inserted.ok()) return inserted;
  // The revision's evaluations together are the aggregate, so that its chain shows where one was taken out.
  const absl::Status appended = AppendMade(database, act, effect,
                                           {.region = revision.region,
                                            .aggregate = revision.ToText() + std::string(kCollection),
                                            .resource = revision.ToText(),
                                            .number = *number});
  if (!appended.ok()) return appended;
  return evaluation;
}

}  // namespace

absl::StatusOr<StoredEvaluation> SqliteEvaluationStore::FindEvaluation(const ports::Scope& scope,
                                                                       const names::EvaluationName& name) {
  return database_.Read([&](SqliteDatabase& database) { return ReadEvaluation(database, scope, name); });
}

absl::StatusOr<std::optional<StoredEvaluation>> SqliteEvaluationStore::FindMade(const ports::Scope& scope,
                                                                                const ports::Act& act) {
  return database_.Read([&](SqliteDatabase& database) { return MadeBefore(database, scope, act); });
}

absl::StatusOr<std::vector<StoredEvaluation>> SqliteEvaluationStore::ListEvaluations(
    const ports::Scope& scope, const names::RevisionName& revision, int64_t below, int64_t limit) {
  return database_.Read(
      [&](SqliteDatabase& database) { return ReadPage(database, scope, revision, below, limit); });
}

absl::StatusOr<StoredEvaluation> SqliteEvaluationStore::AddEvaluation(const ports::Scope& scope,
                                                                      const names::RevisionName& revision,
                                                                      const std::string& bytes,
                                                                      const ports::Effect& effect,
                                                                      const ports::Act& act) {
  return database_.Write(
      [&](SqliteDatabase& database) { return Add(database, scope, revision, bytes, effect, act); },
      act.deadline);
}

}  // namespace clearbudget::performance
