#include "common/storage/statement.h"

#include <sqlite3.h>

#include <utility>

#include "common/storage/sqlite_error.h"
#include "common/storage/statement_cache.h"

namespace clearbudget::storage {

Statement::Statement(StatementCache& cache, std::string sql, sqlite3_stmt* handle)
    : cache_(&cache), sql_(std::move(sql)), handle_(handle) {}

Statement::Statement(Statement&& other) noexcept
    : cache_(other.cache_),
      sql_(std::move(other.sql_)),
      handle_(std::exchange(other.handle_, nullptr)),
      stepped_(other.stepped_),
      bind_status_(std::move(other.bind_status_)) {}

Statement::~Statement() {
  if (handle_ == nullptr) return;
  Reset();
  sqlite3_clear_bindings(handle_);
  cache_->GiveBack(std::move(sql_), handle_);
}

void Statement::Reset() {
  // The result only repeats the failure that Step has reported.
  sqlite3_reset(handle_);
  stepped_ = false;
}

void Statement::BeginBind() {
  if (stepped_) Reset();
}

void Statement::Note(int result) {
  if (result == SQLITE_OK || !bind_status_.ok()) return;
  bind_status_ = LastError(sqlite3_db_handle(handle_), "bind parameter");
}

Statement& Statement::BindInt64(int parameter, std::int64_t value) {
  BeginBind();
  Note(sqlite3_bind_int64(handle_, parameter, value));
  return *this;
}

Statement& Statement::BindText(int parameter, std::string_view value) {
  BeginBind();
  // A null pointer would bind NULL where the text is only empty.
  const char* data = value.data() == nullptr ? "" : value.data();
  Note(sqlite3_bind_text64(handle_, parameter, data, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

Statement& Statement::BindBlob(int parameter, std::string_view bytes) {
  BeginBind();
  const char* data = bytes.data() == nullptr ? "" : bytes.data();
  Note(sqlite3_bind_blob64(handle_, parameter, data, bytes.size(), SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::BindNull(int parameter) {
  BeginBind();
  Note(sqlite3_bind_null(handle_, parameter));
  return *this;
}

Statement& Statement::BindOptionalInt64(int parameter, const std::optional<std::int64_t>& value) {
  return value.has_value() ? BindInt64(parameter, *value) : BindNull(parameter);
}

Statement& Statement::BindOptionalText(int parameter, const std::optional<std::string>& value) {
  return value.has_value() ? BindText(parameter, *value) : BindNull(parameter);
}

absl::StatusOr<bool> Statement::Step() {
  if (!bind_status_.ok()) return bind_status_;
  stepped_ = true;
  const int result = sqlite3_step(handle_);
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) {
    Reset();
    return false;
  }
  absl::Status status = LastError(sqlite3_db_handle(handle_), "run statement");
  Reset();
  return status;
}

absl::Status Statement::Run() {
  while (true) {
    const absl::StatusOr<bool> row = Step();
    if (!row.ok()) return row.status();
    if (!*row) return absl::OkStatus();
  }
}

bool Statement::IsNull(int column) const {
  return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

std::int64_t Statement::Int64(int column) const {
  return sqlite3_column_int64(handle_, column);
}

std::string Statement::Text(int column) const {
  const unsigned char* data = sqlite3_column_text(handle_, column);
  if (data == nullptr) return {};
  // The length must be asked for after the text: it counts the bytes of the form asked for last.
  const int bytes = sqlite3_column_bytes(handle_, column);
  return std::string(reinterpret_cast<const char*>(data), static_cast<std::size_t>(bytes));
}

std::string Statement::Blob(int column) const {
  const void* data = sqlite3_column_blob(handle_, column);
  if (data == nullptr) return {};
  const int bytes = sqlite3_column_bytes(handle_, column);
  return std::string(static_cast<const char*>(data), static_cast<std::size_t>(bytes));
}

std::optional<std::int64_t> Statement::OptionalInt64(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Int64(column);
}

std::optional<std::string> Statement::OptionalText(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Text(column);
}

}  // namespace clearbudget::storage
