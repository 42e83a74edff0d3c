#include "common/storage/read_pool.h"

#include "common/errors/error.h"

namespace clearbudget::storage {

absl::StatusOr<std::unique_ptr<ReadPool>> ReadPool::Open(DatabaseOptions options, std::size_t connections) {
  options.read_only = true;
  std::unique_ptr<ReadPool> pool(new ReadPool(std::move(options)));
  for (std::size_t index = 0; index < connections; ++index) {
    absl::StatusOr<std::unique_ptr<SqliteDatabase>> database = SqliteDatabase::Open(pool->options_);
    if (!database.ok()) return database.status();
    pool->free_.push_back(*std::move(database));
  }
  return pool;
}

absl::StatusOr<ReadPool::Lease> ReadPool::Begin(Deadline deadline) {
  absl::StatusOr<Lease> lease = Take(deadline);
  if (!lease.ok()) return lease;
  if (!lease->IsOpen()) {
    absl::StatusOr<std::unique_ptr<SqliteDatabase>> database = SqliteDatabase::Open(options_);
    if (!database.ok()) return database.status();
    lease->Use(*std::move(database));
  }
  if (absl::Status status = lease->database().Execute("BEGIN"); !status.ok()) return status;
  return lease;
}

absl::StatusOr<ReadPool::Lease> ReadPool::Take(Deadline deadline) {
  std::unique_lock lock(mutex_);
  const auto some_free = [this] { return !free_.empty(); };
  if (deadline == kNoDeadline) {
    freed_.wait(lock, some_free);
  } else if (!freed_.wait_until(lock, deadline, some_free)) {
    return errors::Error(errors::Reason::kDeadlineExceeded);
  }
  std::unique_ptr<SqliteDatabase> database = std::move(free_.back());
  free_.pop_back();
  return Lease(*this, std::move(database));
}

void ReadPool::GiveBack(std::unique_ptr<SqliteDatabase> database) {
  if (database != nullptr && database->InTransaction() && !database->Execute("ROLLBACK").ok())
    database.reset();
  {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(database));
  }
  freed_.notify_one();
}

}  // namespace clearbudget::storage
