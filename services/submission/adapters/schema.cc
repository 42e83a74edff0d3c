#include "services/submission/adapters/schema.h"

#include "common/storage/operation_log.h"
#include "common/trail_store/schema.h"

namespace clearbudget::submission {
namespace {

// The region comes first in every key; packs belong to no region. Every blob has a checksum over its bytes
// beside it. change_number is what a change compares and sets; state and origin repeat what the head says, so
// that lists can be filtered without reading heads.
std::vector<std::string> RegisterTables() {
  return {
      R"sql(CREATE TABLE agencies (
        region TEXT NOT NULL,
        agency TEXT NOT NULL,
        change_number INTEGER NOT NULL,
        record BLOB NOT NULL,
        record_checksum BLOB NOT NULL,
        PRIMARY KEY (region, agency)))sql",
      R"sql(CREATE TABLE delegations (
        region TEXT NOT NULL,
        delegation TEXT NOT NULL,
        change_number INTEGER NOT NULL,
        delegator TEXT NOT NULL,
        delegate TEXT NOT NULL,
        record BLOB NOT NULL,
        record_checksum BLOB NOT NULL,
        PRIMARY KEY (region, delegation)))sql",
      R"sql(CREATE TABLE packs (
        digest TEXT NOT NULL PRIMARY KEY,
        id TEXT NOT NULL,
        content BLOB NOT NULL,
        content_checksum BLOB NOT NULL))sql",
  };
}

std::vector<std::string> BudgetTables() {
  return {
      R"sql(CREATE TABLE budgets (
        region TEXT NOT NULL,
        agency TEXT NOT NULL,
        year INTEGER NOT NULL,
        change_number INTEGER NOT NULL,
        state INTEGER NOT NULL,
        origin INTEGER NOT NULL,
        editors TEXT NOT NULL,
        head BLOB NOT NULL,
        head_checksum BLOB NOT NULL,
        PRIMARY KEY (region, agency, year)))sql",
      R"sql(CREATE TABLE draft_contents (
        region TEXT NOT NULL,
        agency TEXT NOT NULL,
        year INTEGER NOT NULL,
        content BLOB NOT NULL,
        content_checksum BLOB NOT NULL,
        PRIMARY KEY (region, agency, year)))sql",
      R"sql(CREATE TABLE draft_lines (
        region TEXT NOT NULL,
        agency TEXT NOT NULL,
        year INTEGER NOT NULL,
        line_key TEXT NOT NULL,
        line BLOB NOT NULL,
        line_checksum BLOB NOT NULL,
        PRIMARY KEY (region, agency, year, line_key)))sql",
      R"sql(CREATE TABLE revisions (
        region TEXT NOT NULL,
        agency TEXT NOT NULL,
        year INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        editors TEXT NOT NULL,
        head BLOB NOT NULL,
        head_checksum BLOB NOT NULL,
        PRIMARY KEY (region, agency, year, revision)))sql",
      R"sql(CREATE TABLE revision_parts (
        region TEXT NOT NULL,
        agency TEXT NOT NULL,
        year INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        part INTEGER NOT NULL,
        first_key TEXT NOT NULL,
        line_count INTEGER NOT NULL,
        content BLOB NOT NULL,
        content_checksum BLOB NOT NULL,
        PRIMARY KEY (region, agency, year, revision, part)))sql",
  };
}

}  // namespace

std::vector<storage::Migration> Migrations() {
  return {storage::OperationLogMigration(1),
          trail_store::TrailMigration(2),
          {.number = 3,
           .name = "agencies, delegations, packs",
           .kind = storage::MigrationKind::kSchema,
           .statements = RegisterTables()},
          {.number = 4,
           .name = "budgets, drafts, revisions",
           .kind = storage::MigrationKind::kSchema,
           .statements = BudgetTables()}};
}

}  // namespace clearbudget::submission
