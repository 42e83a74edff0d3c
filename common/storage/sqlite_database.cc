#include "common/storage/sqlite_database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "common/storage/sqlite_error.h"
#include "common/storage/statement_cache.h"

namespace clearbudget::storage {
namespace {

// The write-ahead log is cut back to this size after a checkpoint, so that one large import does not keep
// its space for ever.
constexpr std::int64_t kLogBytesKept = 64LL * 1024 * 1024;

}  // namespace

SqliteDatabase::SqliteDatabase(sqlite3* handle, std::size_t cached_statements)
    : handle_(handle), statements_(std::make_unique<StatementCache>(handle, cached_statements)) {}

SqliteDatabase::~SqliteDatabase() {
  statements_.reset();
  sqlite3_close_v2(handle_);
}

absl::StatusOr<std::unique_ptr<SqliteDatabase>> SqliteDatabase::Open(const DatabaseOptions& options) {
  const int access = options.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* handle = nullptr;
  const int result =
      sqlite3_open_v2(options.path.c_str(), &handle, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                      options.vfs.empty() ? nullptr : options.vfs.c_str());
  std::unique_ptr<SqliteDatabase> database(new SqliteDatabase(handle, options.cached_statements));
  if (result != SQLITE_OK) return LastError(handle, fmt::format("open {}", options.path));
  if (absl::Status status = database->Configure(options); !status.ok()) return status;
  return database;
}

absl::Status SqliteDatabase::Configure(const DatabaseOptions& options) {
  sqlite3_busy_timeout(handle_, static_cast<int>(options.busy_timeout.count()));
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  // A negative cache_size is in KiB.
  absl::Status status =
      Execute(fmt::format("PRAGMA cache_size = -{}; PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON; "
                          "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = {}",
                          options.page_cache_kib, kLogBytesKept));
  if (!status.ok()) return status;
  // A reader takes the journal mode from the file; asking for it would be a write.
  absl::StatusOr<Statement> mode =
      Prepare(options.read_only ? "PRAGMA journal_mode" : "PRAGMA journal_mode = WAL");
  if (!mode.ok()) return mode.status();
  const absl::StatusOr<bool> row = mode->Step();
  if (!row.ok()) return row.status();
  if (*row && mode->Text(0) == "wal") return absl::OkStatus();
  return absl::FailedPreconditionError(
      fmt::format("open {}: the file system or the file does not allow a write-ahead log", options.path));
}

absl::StatusOr<Statement> SqliteDatabase::Prepare(std::string_view sql) {
  return statements_->Take(sql);
}

absl::Status SqliteDatabase::Execute(std::string_view sql) {
  const std::string text(sql);
  if (sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return absl::OkStatus();
  return LastError(handle_, "run statements");
}

std::int64_t SqliteDatabase::ChangedRows() const {
  return sqlite3_changes64(handle_);
}

bool SqliteDatabase::InTransaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

absl::Status SqliteDatabase::CheckpointAndTruncate() {
  const int result =
      sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  return result == SQLITE_OK ? absl::OkStatus() : LastError(handle_, "checkpoint");
}

}  // namespace clearbudget::storage
