#include "services/performance/adapters/schema.h"

#include "common/storage/operation_log.h"
#include "common/trail_store/schema.h"

namespace clearbudget::performance {
namespace {

// The region comes first in every key; every blob has a checksum over its bytes beside it. Nothing is ever
// changed: the key of the next version or number is what a change compares and sets.
std::vector<std::string> Tables() {
  return {
      R"sql(CREATE TABLE progress_reports (
        region TEXT NOT NULL,
        agency TEXT NOT NULL,
        year INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        month INTEGER NOT NULL,
        version INTEGER NOT NULL,
        content BLOB NOT NULL,
        content_checksum BLOB NOT NULL,
        PRIMARY KEY (region, agency, year, revision, month, version)))sql",
      R"sql(CREATE TABLE evaluations (
        region TEXT NOT NULL,
        agency TEXT NOT NULL,
        year INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        number INTEGER NOT NULL,
        content BLOB NOT NULL,
        content_checksum BLOB NOT NULL,
        PRIMARY KEY (region, agency, year, revision, number)))sql",
  };
}

}  // namespace

std::vector<storage::Migration> Migrations() {
  return {storage::OperationLogMigration(1),
          {.number = 2,
           .name = "progress reports, evaluations",
           .kind = storage::MigrationKind::kSchema,
           .statements = Tables()},
          trail_store::TrailMigration(3)};
}

}  // namespace clearbudget::performance
