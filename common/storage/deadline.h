// Until when a caller waits.
#pragma once

#include <chrono>

namespace clearbudget::storage {

// The clock of gRPC deadlines, so that a call's deadline is passed on as it is.
using Deadline = std::chrono::system_clock::time_point;
inline constexpr Deadline kNoDeadline = Deadline::max();

inline bool HasPassed(Deadline deadline) {
  return deadline <= std::chrono::system_clock::now();
}

}  // namespace clearbudget::storage
