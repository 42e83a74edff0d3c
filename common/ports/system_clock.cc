#include "common/ports/clock.h"

namespace clearbudget::ports {

Instant SystemClock::Now() const {
  return std::chrono::system_clock::now();
}

}  // namespace clearbudget::ports
