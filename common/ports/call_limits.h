// What a call to another service takes over from the call that is being served: never its caller, since the
// calling service has checked him, and answers for itself.
#pragma once

#include <string>

#include "common/ports/clock.h"

namespace clearbudget::ports {

struct CallLimits {
  // So that the calls that belong together can be found in all logs.
  std::string request_id = {};
  // When the caller stops waiting; Instant::max() for the backend's own time limit.
  Instant deadline = Instant::max();
};

}  // namespace clearbudget::ports
