// For this module's tests: a folder that goes away with its test, and short forms for SQL.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "common/storage/sqlite_database.h"
#include "common/testing/temporary_directory.h"

namespace clearbudget::storage {

class StorageTest : public ::testing::Test {
 protected:
  DatabaseOptions Options(std::string_view name = "test.sqlite3") const {
    DatabaseOptions options;
    options.path = folder_.File(name);
    return options;
  }

  static std::unique_ptr<SqliteDatabase> Open(const DatabaseOptions& options) {
    absl::StatusOr<std::unique_ptr<SqliteDatabase>> database = SqliteDatabase::Open(options);
    EXPECT_TRUE(database.ok()) << database.status();
    return database.ok() ? *std::move(database) : nullptr;
  }

  std::unique_ptr<SqliteDatabase> Open() const { return Open(Options()); }

  // The first column of the first row; 0 where there is none.
  static std::int64_t Number(SqliteDatabase& database, std::string_view sql) {
    absl::StatusOr<Statement> statement = database.Prepare(sql);
    EXPECT_TRUE(statement.ok()) << statement.status();
    if (!statement.ok()) return 0;
    const absl::StatusOr<bool> row = statement->Step();
    EXPECT_TRUE(row.ok()) << row.status();
    return row.ok() && *row ? statement->Int64(0) : 0;
  }

  static absl::Status InsertNumber(SqliteDatabase& database, std::int64_t number) {
    absl::StatusOr<Statement> statement = database.Prepare("INSERT INTO numbers (number) VALUES (?1)");
    if (!statement.ok()) return statement.status();
    return statement->BindInt64(1, number).Run();
  }

  // Creates the file with table `numbers`, whose rows InsertNumber writes.
  void CreateNumbers() const {
    EXPECT_TRUE(Open()->Execute("CREATE TABLE numbers (number BIGINT PRIMARY KEY)").ok());
  }

  testing::TemporaryDirectory folder_;
};

}  // namespace clearbudget::storage
