#include "common/storage/write_queue.h"

#include <algorithm>
#include <iterator>

#include "common/errors/error.h"

namespace clearbudget::storage {

absl::Status WriteQueue::PushAndWait(WriteItem& item) {
  std::unique_lock lock(mutex_);
  if (closed_)
    return errors::WithReason(absl::UnavailableError("the store is being stopped"),
                              errors::Reason::kStoreUnavailable);
  if (HasPassed(item.deadline)) return errors::Error(errors::Reason::kDeadlineExceeded);
  if (queued_.size() >= capacity_) {
    return errors::WithReason(absl::ResourceExhaustedError("too many changes are waiting"),
                              errors::Reason::kStoreQueueFull);
  }
  queued_.push_back(&item);
  arrived_.notify_one();

  const auto released = [&item] { return item.released; };
  if (item.deadline != kNoDeadline && !item.answered.wait_until(lock, item.deadline, released)) {
    const auto place = std::find(queued_.begin(), queued_.end(), &item);
    if (place != queued_.end()) {
      queued_.erase(place);
      return errors::Error(errors::Reason::kDeadlineExceeded);
    }
  }
  // Once the work has begun only its outcome is a true answer, however late.
  item.answered.wait(lock, released);
  return item.answer;
}

std::vector<WriteItem*> WriteQueue::Take(std::size_t largest) {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [this] { return closed_ || !queued_.empty(); });
  const auto count = static_cast<std::ptrdiff_t>(std::min(largest, queued_.size()));
  std::vector<WriteItem*> taken(queued_.begin(), std::next(queued_.begin(), count));
  queued_.erase(queued_.begin(), std::next(queued_.begin(), count));
  return taken;
}

void WriteQueue::Release(std::span<WriteItem* const> items) {
  // Notified under the lock: a caller that woke up earlier would destroy its item under our hands.
  const std::lock_guard lock(mutex_);
  for (WriteItem* item : items) {
    item->released = true;
    item->answered.notify_one();
  }
}

void WriteQueue::Close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  arrived_.notify_all();
}

}  // namespace clearbudget::storage
