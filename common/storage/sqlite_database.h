// One SQLite connection with the project's settings. Not for use by several threads at once.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/statement.h"

struct sqlite3;

namespace clearbudget::storage {

struct DatabaseOptions {
  std::string path;
  bool read_only = false;
  // How long a statement waits for another connection's lock before it fails with UNAVAILABLE.
  std::chrono::milliseconds busy_timeout{5000};
  // Upper bound of this connection's page cache, in KiB.
  std::int64_t page_cache_kib = 8192;
  // Prepared statements that are kept for reuse.
  std::size_t cached_statements = 128;
  // The name of a registered SQLite file layer; empty is the system's. Fault tests use their own.
  std::string vfs;
};

// Opened with: WAL, synchronous=FULL (a commit returns after it is on the disk), foreign keys checked,
// trusted_schema=OFF, no double-quoted string literals, no memory mapping.
class SqliteDatabase {
 public:
  // Creates the file when it is missing, unless read_only. The folder must exist.
  // Errors: UNAVAILABLE (cannot open), DATA_LOSS (not a database).
  static absl::StatusOr<std::unique_ptr<SqliteDatabase>> Open(const DatabaseOptions& options);

  ~SqliteDatabase();
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  // One statement. Errors: INTERNAL (SQL that does not compile).
  absl::StatusOr<Statement> Prepare(std::string_view sql);

  // One or several statements without parameters, separated by semicolons; rows are dropped.
  absl::Status Execute(std::string_view sql);

  // Rows changed by the last INSERT, UPDATE or DELETE: the answer of a compare-and-set.
  std::int64_t ChangedRows() const;

  bool InTransaction() const;

  // Copies the whole write-ahead log into the database file, syncs it and empties the log.
  // Errors: UNAVAILABLE when a reader holds an older snapshot longer than busy_timeout.
  absl::Status CheckpointAndTruncate();

 private:
  SqliteDatabase(sqlite3* handle, std::size_t cached_statements);

  absl::Status Configure(const DatabaseOptions& options);

  sqlite3* handle_;
  std::unique_ptr<StatementCache> statements_;
};

}  // namespace clearbudget::storage
