// One prepared SQL statement, borrowed from its connection's cache.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

struct sqlite3_stmt;

namespace clearbudget::storage {

class StatementCache;

// Goes back to the cache, reset and without parameters, when it is destroyed; it must not outlive its
// connection. Parameters and columns: parameters count from 1 (`?1` or `?`), columns from 0, as in SQLite.
class Statement {
 public:
  Statement(StatementCache& cache, std::string sql, sqlite3_stmt* handle);
  ~Statement();
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;

  // The first failing bind is remembered and becomes the result of Step, so binds can be written as a chain.
  // Bytes are copied. A statement that has been stepped is reset first; its other parameters stay bound.
  Statement& BindInt64(int parameter, std::int64_t value);
  Statement& BindText(int parameter, std::string_view value);
  Statement& BindBlob(int parameter, std::string_view bytes);
  Statement& BindNull(int parameter);
  // Absent is NULL.
  Statement& BindOptionalInt64(int parameter, const std::optional<std::int64_t>& value);
  Statement& BindOptionalText(int parameter, const std::optional<std::string>& value);

  // True: a row is there to be read. False: the end; the statement is reset and can be used again.
  // Errors: see sqlite_error.h.
  absl::StatusOr<bool> Step();

  // Steps to the end and drops rows: for statements that return none.
  absl::Status Run();

  // Columns of the current row; only after Step said true. NULL reads as 0 or empty.
  bool IsNull(int column) const;
  std::int64_t Int64(int column) const;
  std::string Text(int column) const;
  std::string Blob(int column) const;
  std::optional<std::int64_t> OptionalInt64(int column) const;
  std::optional<std::string> OptionalText(int column) const;

 private:
  void BeginBind();
  void Note(int result);
  void Reset();

  StatementCache* cache_;
  std::string sql_;
  sqlite3_stmt* handle_;
  bool stepped_ = false;
  absl::Status bind_status_;
};

}  // namespace clearbudget::storage
