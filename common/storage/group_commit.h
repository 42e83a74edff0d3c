// The one writer of a database: changes of many callers share a commit, since a commit costs a disk sync.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/deadline.h"
#include "common/storage/group_writer.h"
#include "common/storage/sqlite_database.h"
#include "common/storage/write_queue.h"

namespace clearbudget::storage {

struct GroupCommitOptions {
  DatabaseOptions database;
  std::size_t queue_capacity = 1024;
  std::size_t largest_group = 256;
  // Off: every item has its own commit.
  bool grouping = true;
};

class GroupCommit {
 public:
  using Work = std::function<absl::Status(SqliteDatabase&)>;

  // Opens the database and starts the writer's thread. Errors: those of SqliteDatabase::Open.
  static absl::StatusOr<std::unique_ptr<GroupCommit>> Start(const GroupCommitOptions& options);

  // As Stop.
  ~GroupCommit();
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;

  // Runs the work on the writer's thread and returns when its commit is on the disk, or failed. The work
  // runs in a savepoint: when it returns an error, its changes are undone and the error is the answer; the
  // other items of the group are not touched. It sees the changes of the items before it. It must neither
  // begin nor end a transaction, nor keep statements, nor call Run; it must not rely on deferred constraints.
  // Errors besides the work's own:
  //   UNAVAILABLE, OUTCOME_UNKNOWN: the commit failed; look the operation up before answering anything else.
  //   UNAVAILABLE, STORE_UNAVAILABLE: nothing was stored; the store cannot be written, or is being stopped.
  //   RESOURCE_EXHAUSTED, STORE_QUEUE_FULL: nothing was stored.
  //   DEADLINE_EXCEEDED: the deadline passed before the work was begun; nothing was stored.
  absl::Status Run(Work work, Deadline deadline = kNoDeadline);

  // Run for work that returns absl::Status or absl::StatusOr<T>; a value is returned only once it is durable.
  template <typename Function>
  auto Submit(Function&& function, Deadline deadline = kNoDeadline)
      -> std::invoke_result_t<Function&, SqliteDatabase&>;

  // Runs what is queued, closes the database and ends the thread; later calls of Run are refused.
  void Stop();

  GroupCommitCounters Counters() const { return writer_->Counters(); }

 private:
  GroupCommit(const GroupCommitOptions& options, std::unique_ptr<GroupWriter> writer);

  void WriteUntilClosed();

  const std::size_t largest_group_;
  WriteQueue queue_;
  std::unique_ptr<GroupWriter> writer_;
  std::once_flag stopped_;
  std::thread thread_;
  std::thread::id thread_id_;
};

template <typename Function>
auto GroupCommit::Submit(Function&& function, Deadline deadline)
    -> std::invoke_result_t<Function&, SqliteDatabase&> {
  using Result = std::invoke_result_t<Function&, SqliteDatabase&>;
  if constexpr (std::is_same_v<Result, absl::Status>) {
    return Run(std::ref(function), deadline);
  } else {
    std::optional<Result> result;
    absl::Status status = Run(
        [&](SqliteDatabase& database) {
          result.emplace(function(database));
          return result->status();
        },
        deadline);
    if (!status.ok()) return status;
    return *std::move(result);
  }
}

}  // namespace clearbudget::storage
