#include "common/storage/migrations.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/digest/digest.h"
#include "common/errors/error.h"

namespace clearbudget::storage {
namespace {

constexpr std::string_view kCreateTable =
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    "number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL)";

// Nothing else is portable to the other stores: no triggers, no virtual tables, no pragmas.
constexpr std::array<std::string_view, 6> kSchemaStarts = {
    "CREATE TABLE ", "CREATE INDEX ", "CREATE UNIQUE INDEX ", "ALTER TABLE ", "DROP TABLE ", "DROP INDEX "};
constexpr std::array<std::string_view, 3> kRowsStarts = {"INSERT INTO ", "UPDATE ", "DELETE FROM "};

bool StartsWithOneOf(std::string_view statement, std::span<const std::string_view> starts) {
  for (const std::string_view start : starts) {
    if (statement.starts_with(start)) return true;
  }
  return false;
}

absl::Status CheckList(std::span<const Migration> migrations) {
  std::int64_t expected = 1;
  for (const Migration& migration : migrations) {
    if (migration.number != expected) {
      return absl::InternalError(fmt::format("migration \"{}\" has number {}, expected {}", migration.name,
                                             migration.number, expected));
    }
    ++expected;
    const bool schema = migration.kind == MigrationKind::kSchema;
    for (const std::string& statement : migration.statements) {
      if (schema ? StartsWithOneOf(statement, kSchemaStarts) : StartsWithOneOf(statement, kRowsStarts))
        continue;
      return absl::InternalError(
          fmt::format("migration {} \"{}\" changes {} but has a statement of another kind", migration.number,
                      migration.name, schema ? "the schema" : "rows"));
    }
  }
  return absl::OkStatus();
}

std::string DigestOf(const Migration& migration) {
  digest::Hasher hasher(digest::Algorithm::kSha256);
  for (const std::string& statement : migration.statements) {
    hasher.Update(fmt::format("{}:", statement.size()));
    hasher.Update(statement);
  }
  return digest::ToHex(hasher.Finish());
}

// Number to digest.
absl::StatusOr<std::map<std::int64_t, std::string>> ReadApplied(SqliteDatabase& database) {
  absl::StatusOr<Statement> statement = database.Prepare("SELECT number, digest FROM schema_migrations");
  if (!statement.ok()) return statement.status();
  std::map<std::int64_t, std::string> applied;
  while (true) {
    const absl::StatusOr<bool> row = statement->Step();
    if (!row.ok()) return row.status();
    if (!*row) return applied;
    applied.emplace(statement->Int64(0), statement->Text(1));
  }
}

absl::Status RunAndRecord(SqliteDatabase& database, const Migration& migration) {
  for (const std::string& text : migration.statements) {
    absl::StatusOr<Statement> statement = database.Prepare(text);
    if (!statement.ok()) return statement.status();
    if (absl::Status status = statement->Run(); !status.ok()) return status;
  }
  absl::StatusOr<Statement> record =
      database.Prepare("INSERT INTO schema_migrations (number, name, digest) VALUES (?1, ?2, ?3)");
  if (!record.ok()) return record.status();
  return record->BindInt64(1, migration.number)
      .BindText(2, migration.name)
      .BindText(3, DigestOf(migration))
      .Run();
}

absl::Status ApplyOne(SqliteDatabase& database, const Migration& migration) {
  if (absl::Status status = database.Execute("BEGIN IMMEDIATE"); !status.ok()) return status;
  // Another program may have applied it while this one waited for the lock.
  absl::StatusOr<std::map<std::int64_t, std::string>> applied = ReadApplied(database);
  absl::Status status = applied.status();
  if (status.ok() && !applied->contains(migration.number)) status = RunAndRecord(database, migration);
  if (status.ok()) status = database.Execute("COMMIT");
  if (status.ok()) return status;
  if (database.InTransaction()) database.Execute("ROLLBACK").IgnoreError();
  return absl::Status(status.code(),
                      fmt::format("migration {} \"{}\": {}", migration.number, migration.name,
                                  std::string_view(status.message().data(), status.message().size())));
}

}  // namespace

absl::Status ApplyMigrations(SqliteDatabase& database, std::span<const Migration> migrations) {
  if (absl::Status status = CheckList(migrations); !status.ok()) return status;
  if (absl::Status status = database.Execute(kCreateTable); !status.ok()) return status;
  const absl::StatusOr<std::map<std::int64_t, std::string>> applied = ReadApplied(database);
  if (!applied.ok()) return applied.status();

  const auto known = static_cast<std::int64_t>(migrations.size());
  if (!applied->empty() && applied->rbegin()->first > known) {
    return errors::WithReason(
        absl::FailedPreconditionError(
            fmt::format("the database has migration {}, this program knows only {}: use a newer program",
                        applied->rbegin()->first, known)),
        errors::Reason::kSchemaTooNew);
  }
  for (const Migration& migration : migrations) {
    const auto found = applied->find(migration.number);
    if (found == applied->end()) {
      if (absl::Status status = ApplyOne(database, migration); !status.ok()) return status;
    } else if (found->second != DigestOf(migration)) {
      return errors::WithReason(
          absl::FailedPreconditionError(fmt::format("migration {} \"{}\" is not the one that was applied",
                                                    migration.number, migration.name)),
          errors::Reason::kMigrationChanged);
    }
  }
  return absl::OkStatus();
}

}  // namespace clearbudget::storage
