// A few read-only connections that callers share; reading never waits for the writer.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/deadline.h"
#include "common/storage/sqlite_database.h"

namespace clearbudget::storage {

class ReadPool {
 public:
  // The database must exist: open the writer and migrate first. Errors: those of SqliteDatabase::Open.
  static absl::StatusOr<std::unique_ptr<ReadPool>> Open(DatabaseOptions options, std::size_t connections);

  // Calls the function with a connection in a transaction of its own: everything it reads is of one moment,
  // that of its first read, which has every change acknowledged before. The function returns absl::Status or
  // absl::StatusOr<T> and keeps neither the connection nor its statements.
  // Errors besides the function's own: DEADLINE_EXCEEDED (no connection became free), UNAVAILABLE.
  template <typename Function>
  auto With(Function&& function, Deadline deadline = kNoDeadline)
      -> std::invoke_result_t<Function&, SqliteDatabase&>;

 private:
  // One place of the pool. It is given back when the lease is destroyed, with its connection or, after an
  // error, without: then its next user opens it again.
  class Lease {
   public:
    Lease(ReadPool& pool, std::unique_ptr<SqliteDatabase> database)
        : pool_(&pool), database_(std::move(database)) {}
    ~Lease() {
      if (pool_ != nullptr) pool_->GiveBack(std::move(database_));
    }
    Lease(Lease&& other) noexcept
        : pool_(std::exchange(other.pool_, nullptr)), database_(std::move(other.database_)) {}
    Lease& operator=(Lease&&) = delete;

    bool IsOpen() const { return database_ != nullptr; }
    void Use(std::unique_ptr<SqliteDatabase> database) { database_ = std::move(database); }
    SqliteDatabase& database() { return *database_; }

   private:
    ReadPool* pool_;
    std::unique_ptr<SqliteDatabase> database_;
  };

  explicit ReadPool(DatabaseOptions options) : options_(std::move(options)) {}

  absl::StatusOr<Lease> Begin(Deadline deadline);
  absl::StatusOr<Lease> Take(Deadline deadline);
  void GiveBack(std::unique_ptr<SqliteDatabase> database);

  const DatabaseOptions options_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<SqliteDatabase>> free_;
};

template <typename Function>
auto ReadPool::With(Function&& function, Deadline deadline)
    -> std::invoke_result_t<Function&, SqliteDatabase&> {
  absl::StatusOr<Lease> lease = Begin(deadline);
  if (!lease.ok()) return lease.status();
  return function(lease->database());
}

}  // namespace clearbudget::storage
