// A clock that stands still until a test moves it.
#pragma once

#include <atomic>
#include <chrono>

#include "common/ports/clock.h"

namespace clearbudget::testing {

class FakeClock final : public ports::Clock {
 public:
  // Starts at 2020-01-31T08:00:00Z unless told otherwise.
  explicit FakeClock(ports::Instant now = ports::Instant(std::chrono::seconds(1580457600))) : now_(now) {}

  ports::Instant Now() const override { return now_.load(); }
  void Advance(ports::Instant::duration time) { now_.store(now_.load() + time); }
  void Set(ports::Instant now) { now_.store(now); }

 private:
  std::atomic<ports::Instant> now_;
};

}  // namespace clearbudget::testing
