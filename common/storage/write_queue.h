// The callers that wait for the writer: a bounded queue of work, and the answers on their way back.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <span>
#include <vector>

#include "absl/status/status.h"
#include "common/storage/deadline.h"
#include "common/storage/sqlite_database.h"

namespace clearbudget::storage {

// Lives on its caller's stack while the caller waits.
struct WriteItem {
  std::function<absl::Status(SqliteDatabase&)> work;
  Deadline deadline = kNoDeadline;
  absl::Status answer;  // written by the writer before WriteQueue::Release

  bool released = false;  // guarded by the queue's mutex
  std::condition_variable answered;
};

class WriteQueue {
 public:
  explicit WriteQueue(std::size_t capacity) : capacity_(capacity) {}

  // Queues the item and waits for its answer. An item that is still queued at its deadline is taken out.
  // Errors: the answer; RESOURCE_EXHAUSTED, UNAVAILABLE (closed), DEADLINE_EXCEEDED: it was not begun.
  absl::Status PushAndWait(WriteItem& item);

  // Waits for items and takes up to `largest` of them. Empty only when the queue is closed and drained.
  std::vector<WriteItem*> Take(std::size_t largest);

  // Lets the items' callers return with their answers; the items are gone afterwards.
  void Release(std::span<WriteItem* const> items);

  // Refuses further items.
  void Close();

 private:
  const std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<WriteItem*> queued_;
  bool closed_ = false;
};

}  // namespace clearbudget::storage
