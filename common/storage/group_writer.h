// The writing connection: runs groups of items, each group in one transaction, and recovers after failures.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/sqlite_database.h"
#include "common/storage/write_queue.h"

namespace clearbudget::storage {

// Counts since the start.
struct GroupCommitCounters {
  std::int64_t items = 0;           // items whose work was run
  std::int64_t groups = 0;          // transactions begun
  std::int64_t commits = 0;         // transactions committed
  std::int64_t failed_commits = 0;  // groups answered OUTCOME_UNKNOWN
  std::int64_t reopenings = 0;      // times the connection was closed and recovered
};

// Used by one thread at a time, except for Counters.
class GroupWriter {
 public:
  static absl::StatusOr<std::unique_ptr<GroupWriter>> Open(DatabaseOptions options);

  // Writes every item's answer; the meaning of the answers is that of GroupCommit::Run.
  void RunGroup(std::span<WriteItem* const> items);

  void Close() { database_.reset(); }

  GroupCommitCounters Counters() const;

 private:
  explicit GroupWriter(DatabaseOptions options) : options_(std::move(options)) {}

  absl::Status EnsureOpen();
  absl::Status Begin();
  // False: the transaction itself is broken.
  bool RunItem(WriteItem& item);
  void Abandon(std::span<WriteItem* const> run, const absl::Status& cause);

  const DatabaseOptions options_;
  std::unique_ptr<SqliteDatabase> database_;
  bool opened_before_ = false;
  std::atomic<std::int64_t> items_ = 0;
  std::atomic<std::int64_t> groups_ = 0;
  std::atomic<std::int64_t> commits_ = 0;
  std::atomic<std::int64_t> failed_commits_ = 0;
  std::atomic<std::int64_t> reopenings_ = 0;
};

}  // namespace clearbudget::storage
