// Values of another service, kept for a while.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/ports/clock.h"

namespace clearbudget::register_client {

struct CacheTimes {
  using Duration = ports::Instant::duration;

  // So long a value is given without asking.
  Duration fresh;
  // So old a value may be where the new one cannot be had; not more than `fresh` for values that must not be
  // old.
  Duration usable;
  // After an attempt that failed, a value that is still usable is given for so long before the next one.
  Duration pause = std::chrono::seconds(1);
};

// Of all that ask for a value at once, one fetches it and the others wait for what it gets, so that a service
// that comes back is not met by a crowd. May be used by several threads at once.
template <typename Value>
class TimedCache {
 public:
  using Shared = std::shared_ptr<const Value>;
  using Fetch = std::function<absl::StatusOr<Value>()>;

  // The clock must outlive the cache. `capacity` >= 1.
  TimedCache(const ports::Clock& clock, const CacheTimes& times, std::size_t capacity)
      : clock_(clock), times_(times), capacity_(capacity) {}

  // Errors: those of the fetch.
  absl::StatusOr<Shared> Get(const std::string& key, const Fetch& fetch) {
    std::unique_lock lock(mutex_);
    const std::shared_ptr<Entry> entry = EntryOf(key);
    const ports::Instant now = clock_.Now();
    const bool fresh = entry->value != nullptr && IsYounger(*entry, now, times_.fresh);
    if (fresh || IsPausing(*entry, now)) return entry->value;
    if (entry->fetching) {
      // While the other side is away, only the one that tries again waits for it.
      if (!entry->status.ok() && IsUsable(*entry, now)) return entry->value;
      const std::int64_t awaited = entry->attempts;
      fetched_.wait(lock, [&] { return entry->attempts != awaited; });
      return OutcomeOf(*entry);
    }
    entry->fetching = true;
    lock.unlock();
    absl::StatusOr<Value> fetched = fetch();
    lock.lock();
    entry->fetching = false;
    ++entry->attempts;
    entry->status = fetched.status();
    if (fetched.ok()) {
      entry->value = std::make_shared<const Value>(*std::move(fetched));
      // The value was true when it was asked for; it may have changed on its way.
      entry->time = now;
    } else {
      entry->failed = clock_.Now();
    }
    fetched_.notify_all();
    return OutcomeOf(*entry);
  }

 private:
  struct Entry {
    Shared value;         // The one fetched last.
    ports::Instant time;  // When it was asked for.
    absl::Status status;  // Of the last attempt.
    ports::Instant failed = ports::Instant::min();
    bool fetching = false;
    std::int64_t attempts = 0;
  };

  // A clock that was set back makes nothing young for ever.
  static bool IsYounger(const Entry& entry, ports::Instant now, CacheTimes::Duration age) {
    return entry.time <= now && now - entry.time < age;
  }
  bool IsPausing(const Entry& entry, ports::Instant now) const {
    return !entry.status.ok() && entry.failed <= now && now - entry.failed < times_.pause &&
           IsUsable(entry, now);
  }
  bool IsUsable(const Entry& entry, ports::Instant now) const {
    return entry.value != nullptr && IsYounger(entry, now, times_.usable);
  }

  absl::StatusOr<Shared> OutcomeOf(const Entry& entry) const {
    if (entry.status.ok()) return entry.value;
    if (IsUsable(entry, clock_.Now())) return entry.value;
    return entry.status;
  }

  // Makes room by the entry that was asked for longest ago.
  std::shared_ptr<Entry> EntryOf(const std::string& key) {
    const auto found = entries_.find(key);
    if (found != entries_.end()) return found->second;
    if (entries_.size() >= capacity_) {
      auto oldest = entries_.begin();
      for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
        if (entry->second->time < oldest->second->time) oldest = entry;
      }
      entries_.erase(oldest);
    }
    auto entry = std::make_shared<Entry>();
    entry->time = clock_.Now();
    entries_.emplace(key, entry);
    return entry;
  }

  const ports::Clock& clock_;
  const CacheTimes times_;
  const std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable fetched_;
  std::map<std::string, std::shared_ptr<Entry>, std::less<>> entries_;
};

}  // namespace clearbudget::register_client
