#include "common/storage/sqlite_database.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <limits>
#include <optional>
#include <string>

#include "common/errors/error.h"
#include "common/storage/storage_fixture.h"

namespace clearbudget::storage {
namespace {

using SqliteDatabaseTest = StorageTest;

TEST_F(SqliteDatabaseTest, SettingsAreInForce) {
  const auto database = Open();
  struct Setting {
    std::string_view sql;
    std::int64_t value;
  };
  const Setting settings[] = {{"PRAGMA synchronous", 2},    {"PRAGMA foreign_keys", 1},
                              {"PRAGMA trusted_schema", 0}, {"PRAGMA cache_size", -8192},
                              {"PRAGMA mmap_size", 0},      {"PRAGMA busy_timeout", 5000}};
  for (const Setting& setting : settings) {
    EXPECT_EQ(Number(*database, setting.sql), setting.value) << setting.sql;
  }
  absl::StatusOr<Statement> mode = database->Prepare("PRAGMA journal_mode");
  ASSERT_TRUE(*mode->Step());
  EXPECT_EQ(mode->Text(0), "wal");
}

TEST_F(SqliteDatabaseTest, ValuesComeBackAsTheyWereBound) {
  const auto database = Open();
  ASSERT_TRUE(
      database->Execute("CREATE TABLE cells (id BIGINT PRIMARY KEY, t TEXT, b BYTEA, i BIGINT)").ok());
  const std::string text("预算\0x", 8);
  const std::string bytes("\x00\xff\x80", 3);
  for (const std::int64_t number : {std::numeric_limits<std::int64_t>::min(), std::int64_t{0},
                                    std::numeric_limits<std::int64_t>::max()}) {
    absl::StatusOr<Statement> insert = database->Prepare("INSERT INTO cells VALUES (?1, ?2, ?3, ?4)");
    ASSERT_TRUE(
        insert->BindInt64(1, number).BindText(2, text).BindBlob(3, bytes).BindInt64(4, number).Run().ok());
    absl::StatusOr<Statement> select = database->Prepare("SELECT t, b, i FROM cells WHERE id = ?1");
    ASSERT_TRUE(*select->BindInt64(1, number).Step());
    EXPECT_EQ(select->Text(0), text);
    EXPECT_EQ(select->Blob(1), bytes);
    EXPECT_EQ(select->Int64(2), number);
    EXPECT_EQ(select->OptionalInt64(2), number);
    EXPECT_FALSE(*select->Step());
  }
}

TEST_F(SqliteDatabaseTest, AbsentIsNotEmpty) {
  const auto database = Open();
  absl::StatusOr<Statement> select = database->Prepare("SELECT ?1, ?2, ?3, ?4, ?5");
  select->BindOptionalText(1, std::nullopt)
      .BindOptionalText(2, "")
      .BindBlob(3, {})
      .BindText(4, {})
      .BindNull(5);
  ASSERT_TRUE(*select->Step());
  EXPECT_EQ(select->OptionalText(0), std::nullopt);
  EXPECT_EQ(select->OptionalText(1), "");
  EXPECT_FALSE(select->IsNull(2));
  EXPECT_FALSE(select->IsNull(3));
  EXPECT_TRUE(select->IsNull(4));
  EXPECT_EQ(select->OptionalInt64(4), std::nullopt);
}

TEST_F(SqliteDatabaseTest, AFailedBindIsTheResultOfStep) {
  const auto database = Open();
  absl::StatusOr<Statement> select = database->Prepare("SELECT ?1");
  EXPECT_EQ(select->BindInt64(7, 1).BindInt64(1, 1).Step().status().code(), absl::StatusCode::kInternal);
}

TEST_F(SqliteDatabaseTest, StatementsAreReusedAndNested) {
  DatabaseOptions options = Options();
  options.cached_statements = 2;
  const auto database = Open(options);
  constexpr std::string_view kEcho = "SELECT ?1";
  {
    absl::StatusOr<Statement> outer = database->Prepare(kEcho);
    absl::StatusOr<Statement> inner = database->Prepare(kEcho);
    ASSERT_TRUE(*outer->BindInt64(1, 1).Step());
    ASSERT_TRUE(*inner->BindInt64(1, 2).Step());
    EXPECT_EQ(outer->Int64(0), 1);
    EXPECT_EQ(inner->Int64(0), 2);
  }
  absl::StatusOr<Statement> reused = database->Prepare(kEcho);
  ASSERT_TRUE(*reused->Step());
  EXPECT_TRUE(reused->IsNull(0)) << "a parameter of the use before is still bound";
  for (int number = 0; number < 10; ++number) {
    EXPECT_EQ(Number(*database, fmt::format("SELECT {}", number)), number);
  }
}

TEST_F(SqliteDatabaseTest, TextThatIsNotOneStatementIsRefused) {
  const auto database = Open();
  for (const std::string_view sql : {"", "  ", "SELECT 1; SELECT 2", "SELEC 1", "SELECT \"text\""}) {
    for (int attempt = 0; attempt < 2; ++attempt) {
      EXPECT_EQ(database->Prepare(sql).status().code(), absl::StatusCode::kInternal) << sql;
    }
  }
  EXPECT_TRUE(database->Prepare("SELECT 1 ; \n").ok());
}

TEST_F(SqliteDatabaseTest, ConstraintsHaveTheirCodes) {
  const auto database = Open();
  ASSERT_TRUE(database
                  ->Execute("CREATE TABLE parents (id BIGINT PRIMARY KEY, code TEXT NOT NULL UNIQUE);"
                            "CREATE TABLE children (parent BIGINT REFERENCES parents (id));"
                            "INSERT INTO parents VALUES (1, 'a')")
                  .ok());
  struct Case {
    std::string_view sql;
    absl::StatusCode code;
  };
  const Case cases[] = {{"INSERT INTO parents VALUES (1, 'b')", absl::StatusCode::kAlreadyExists},
                        {"INSERT INTO parents VALUES (2, 'a')", absl::StatusCode::kAlreadyExists},
                        {"INSERT INTO parents VALUES (2, NULL)", absl::StatusCode::kFailedPrecondition},
                        {"INSERT INTO children VALUES (9)", absl::StatusCode::kFailedPrecondition}};
  for (const Case& test : cases) {
    EXPECT_EQ(database->Prepare(test.sql)->Run().code(), test.code) << test.sql;
    EXPECT_EQ(database->Execute(test.sql).code(), test.code) << test.sql;
  }
}

TEST_F(SqliteDatabaseTest, ChangedRowsTellsACompareAndSet) {
  const auto database = Open();
  ASSERT_TRUE(database->Execute("CREATE TABLE heads (etag BIGINT); INSERT INTO heads VALUES (1)").ok());
  ASSERT_TRUE(database->Execute("UPDATE heads SET etag = 2 WHERE etag = 1").ok());
  EXPECT_EQ(database->ChangedRows(), 1);
  ASSERT_TRUE(database->Execute("UPDATE heads SET etag = 2 WHERE etag = 1").ok());
  EXPECT_EQ(database->ChangedRows(), 0);
}

TEST_F(SqliteDatabaseTest, AFileThatIsNoDatabaseIsRefused) {
  std::ofstream(Options().path) << std::string(4096, 'x');
  EXPECT_EQ(SqliteDatabase::Open(Options()).status().code(), absl::StatusCode::kDataLoss);
}

TEST_F(SqliteDatabaseTest, AMissingFolderOrFileIsUnavailable) {
  const absl::Status no_folder = SqliteDatabase::Open(Options("missing/test.sqlite3")).status();
  EXPECT_EQ(no_folder.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(errors::ReasonOf(no_folder), errors::Reason::kStoreUnavailable);
  DatabaseOptions reading = Options();
  reading.read_only = true;
  EXPECT_EQ(SqliteDatabase::Open(reading).status().code(), absl::StatusCode::kUnavailable);
}

TEST_F(SqliteDatabaseTest, AReaderCannotWrite) {
  CreateNumbers();
  DatabaseOptions reading = Options();
  reading.read_only = true;
  const auto database = Open(reading);
  EXPECT_EQ(InsertNumber(*database, 1).code(), absl::StatusCode::kFailedPrecondition);
}

TEST_F(SqliteDatabaseTest, ALockedDatabaseIsUnavailable) {
  DatabaseOptions options = Options();
  options.busy_timeout = std::chrono::milliseconds(0);
  const auto first = Open(options);
  const auto second = Open(options);
  ASSERT_TRUE(first->Execute("BEGIN IMMEDIATE").ok());
  EXPECT_TRUE(first->InTransaction());
  const absl::Status status = second->Execute("BEGIN IMMEDIATE");
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(errors::ReasonOf(status), errors::Reason::kStoreUnavailable);
  EXPECT_FALSE(second->InTransaction());
}

}  // namespace
}  // namespace clearbudget::storage
