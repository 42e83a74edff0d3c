#include "common/storage/statement_cache.h"

#include <sqlite3.h>

#include <utility>

#include "common/storage/sqlite_error.h"

namespace clearbudget::storage {

StatementCache::~StatementCache() {
  for (const Entry& entry : unused_) sqlite3_finalize(entry.handle);
}

absl::StatusOr<Statement> StatementCache::Take(std::string_view sql) {
  if (const auto found = by_sql_.find(sql); found != by_sql_.end()) {
    Entry entry = std::move(*found->second);
    unused_.erase(found->second);
    by_sql_.erase(found);
    return Statement(*this, std::move(entry.sql), entry.handle);
  }
  sqlite3_stmt* handle = nullptr;
  const char* rest = nullptr;
  const int result = sqlite3_prepare_v3(connection_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &handle, &rest);
  if (result != SQLITE_OK) return LastError(connection_, "prepare statement");
  const std::string_view remainder(rest, static_cast<std::size_t>(sql.data() + sql.size() - rest));
  if (handle == nullptr || remainder.find_first_not_of(" \t\r\n;") != std::string_view::npos) {
    sqlite3_finalize(handle);
    return absl::InternalError("prepare statement: the text is not exactly one statement");
  }
  return Statement(*this, std::string(sql), handle);
}

void StatementCache::GiveBack(std::string sql, sqlite3_stmt* handle) {
  if (by_sql_.contains(sql)) {
    sqlite3_finalize(handle);
    return;
  }
  unused_.push_front(Entry{std::move(sql), handle});
  by_sql_.emplace(unused_.front().sql, unused_.begin());
  if (unused_.size() <= capacity_) return;
  sqlite3_finalize(unused_.back().handle);
  by_sql_.erase(unused_.back().sql);
  unused_.pop_back();
}

}  // namespace clearbudget::storage
