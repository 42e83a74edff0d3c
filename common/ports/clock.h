// The time of day, as a port: nothing below main reads the machine's clock itself.
#pragma once

#include <chrono>

namespace clearbudget::ports {

// The clock of gRPC deadlines, UTC.
using Instant = std::chrono::system_clock::time_point;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant Now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant Now() const override;
};

}  // namespace clearbudget::ports
