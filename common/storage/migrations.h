// The ordered changes that bring a database to the schema this program needs.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/storage/sqlite_database.h"

namespace clearbudget::storage {

// A migration either changes the schema or changes rows, never both: some engines that speak the
// PostgreSQL protocol cannot do both in one transaction.
enum class MigrationKind { kSchema, kRows };

// Migrations expand before they contract: a release only adds tables, columns (nullable or with a default)
// and indexes, so that the release before it still runs on the result; what is no longer used is removed by
// a later release. A released migration is never edited: its text is recorded by digest.
struct Migration {
  std::int64_t number = 0;  // 1, 2, 3, ... without a gap
  std::string name;         // for people: "budgets and drafts"
  MigrationKind kind = MigrationKind::kSchema;
  std::vector<std::string> statements;  // one SQL statement each
};

// Applies what is missing, one transaction each, together with its row in table `schema_migrations`; when
// one fails, those before it stay. SQLite's write lock is what keeps two programs from migrating at once.
// Errors: FAILED_PRECONDITION with SCHEMA_TOO_NEW (the database knows a migration this list lacks) or
// MIGRATION_CHANGED; INTERNAL (the list itself is wrong, or a statement does not compile); a store error.
absl::Status ApplyMigrations(SqliteDatabase& database, std::span<const Migration> migrations);

}  // namespace clearbudget::storage
