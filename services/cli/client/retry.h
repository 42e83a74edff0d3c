// Repeating a call that nobody answered. Every call of the program may be repeated: a mutation carries a
// request_id, so that it is done once.
#pragma once

#include <chrono>
#include <functional>

#include "absl/status/status.h"
#include "common/ports/clock.h"

namespace clearbudget::cli {

// Lets time pass. A port, so that tests wait for nothing.
using Pause = std::function<void(std::chrono::milliseconds)>;

// True where the same call may succeed a moment later.
bool IsWorthRepeating(const absl::Status& status);

class Retry {
 public:
  Retry(const ports::Clock& clock, Pause pause) : clock_(clock), pause_(std::move(pause)) {}

  // Calls until there is an answer, an error that no repetition mends, or the deadline has passed. Pauses
  // double from 100 ms to 3 s. `waiting` is told before each pause.
  absl::Status Run(ports::Instant deadline, const std::function<absl::Status()>& call,
                   const std::function<void()>& waiting) const;

 private:
  const ports::Clock& clock_;
  Pause pause_;
};

}  // namespace clearbudget::cli
