// The prepared statements of one connection. Compiling a statement costs more than running a short one.
#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/storage/statement.h"

struct sqlite3;
struct sqlite3_stmt;

namespace clearbudget::storage {

// Every statement that is taken must be given back before the cache is destroyed.
class StatementCache {
 public:
  StatementCache(sqlite3* connection, std::size_t capacity) : connection_(connection), capacity_(capacity) {}
  ~StatementCache();
  StatementCache(const StatementCache&) = delete;
  StatementCache& operator=(const StatementCache&) = delete;

  absl::StatusOr<Statement> Take(std::string_view sql);

  // Keeps the statement, in place of the one unused for longest when there is no room. A second copy of the
  // same text, left by nested use, is dropped.
  void GiveBack(std::string sql, sqlite3_stmt* handle);

 private:
  struct Entry {
    std::string sql;
    sqlite3_stmt* handle;
  };
  using Entries = std::list<Entry>;

  sqlite3* connection_;
  std::size_t capacity_;
  Entries unused_;  // the one given back last stands first
  std::map<std::string, Entries::iterator, std::less<>> by_sql_;
};

}  // namespace clearbudget::storage
