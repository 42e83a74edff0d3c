#include "common/storage/migrations.h"

#include <gtest/gtest.h>

#include <vector>

#include "common/errors/error.h"
#include "common/storage/storage_fixture.h"

namespace clearbudget::storage {
namespace {

std::vector<Migration> TwoMigrations() {
  return {{.number = 1, .name = "budgets", .statements = {"CREATE TABLE budgets (region TEXT, name TEXT)"}},
          {.number = 2,
           .name = "the first budget",
           .kind = MigrationKind::kRows,
           .statements = {"INSERT INTO budgets VALUES ('130303', 'a')", "UPDATE budgets SET name = 'b'"}}};
}

class MigrationsTest : public StorageTest {
 protected:
  std::unique_ptr<SqliteDatabase> database_ = Open();
};

TEST_F(MigrationsTest, AppliedInOrderAndOnlyOnce) {
  for (int start = 0; start < 2; ++start) {
    ASSERT_TRUE(ApplyMigrations(*database_, TwoMigrations()).ok());
    EXPECT_EQ(Number(*database_, "SELECT COUNT(*) FROM budgets WHERE name = 'b'"), 1);
    EXPECT_EQ(Number(*database_, "SELECT COUNT(*) FROM schema_migrations"), 2);
  }
}

TEST_F(MigrationsTest, ALaterProgramExpands) {
  ASSERT_TRUE(ApplyMigrations(*database_, TwoMigrations()).ok());
  std::vector<Migration> more = TwoMigrations();
  more.push_back(
      {.number = 3, .name = "titles", .statements = {"ALTER TABLE budgets ADD COLUMN title TEXT"}});
  ASSERT_TRUE(ApplyMigrations(*database_, more).ok());
  EXPECT_EQ(Number(*database_, "SELECT COUNT(*) FROM budgets WHERE title IS NULL"), 1);
}

TEST_F(MigrationsTest, ANewerSchemaIsRefused) {
  std::vector<Migration> migrations = TwoMigrations();
  ASSERT_TRUE(ApplyMigrations(*database_, migrations).ok());
  migrations.pop_back();
  const absl::Status status = ApplyMigrations(*database_, migrations);
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(errors::ReasonOf(status), errors::Reason::kSchemaTooNew);
}

TEST_F(MigrationsTest, AnEditedMigrationIsRefused) {
  std::vector<Migration> migrations = TwoMigrations();
  ASSERT_TRUE(ApplyMigrations(*database_, migrations).ok());
  migrations[0].statements[0] += " ";
  EXPECT_EQ(errors::ReasonOf(ApplyMigrations(*database_, migrations)), errors::Reason::kMigrationChanged);
}

TEST_F(MigrationsTest, AFailingMigrationLeavesNothingOfItself) {
  std::vector<Migration> migrations = TwoMigrations();
  migrations.push_back({.number = 3,
                        .name = "broken",
                        .statements = {"CREATE TABLE half (id BIGINT)", "CREATE TABLE budgets (id BIGINT)"}});
  EXPECT_EQ(ApplyMigrations(*database_, migrations).code(), absl::StatusCode::kInternal);
  EXPECT_FALSE(database_->InTransaction());
  EXPECT_EQ(Number(*database_, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'half'"), 0);
  EXPECT_EQ(Number(*database_, "SELECT MAX(number) FROM schema_migrations"), 2);
  migrations[2].statements.pop_back();
  EXPECT_TRUE(ApplyMigrations(*database_, migrations).ok());
}

TEST_F(MigrationsTest, AListThatBreaksTheRulesIsRefusedBeforeAnythingIsDone) {
  const std::vector<Migration> wrong[] = {
      {{.number = 2, .name = "gap", .statements = {"CREATE TABLE t (id BIGINT)"}}},
      {{.number = 1,
        .name = "rows beside schema",
        .statements = {"CREATE TABLE t (id BIGINT)", "UPDATE t SET id = 1"}}},
      {{.number = 1,
        .name = "schema beside rows",
        .kind = MigrationKind::kRows,
        .statements = {"CREATE TABLE t (id BIGINT)"}}},
      {{.number = 1,
        .name = "trigger",
        .statements = {"CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; END"}}}};
  for (const std::vector<Migration>& migrations : wrong) {
    EXPECT_EQ(ApplyMigrations(*database_, migrations).code(), absl::StatusCode::kInternal)
        << migrations[0].name;
    EXPECT_EQ(Number(*database_, "SELECT COUNT(*) FROM sqlite_master"), 0);
  }
}

}  // namespace
}  // namespace clearbudget::storage
