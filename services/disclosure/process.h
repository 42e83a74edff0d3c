#pragma once

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "common/ports/clock.h"
#include "common/rpc/server.h"
#include "services/disclosure/configuration.h"

namespace clearbudget::disclosure {

// The service with its backends, ready to be served. The only place that chooses concrete classes.
class Process {
 public:
  // Opens the store and loads the keys; connects to nothing yet. Errors: those of what is opened. The clock
  // must outlive the process.
  static absl::StatusOr<std::unique_ptr<Process>> Open(const Configuration& configuration,
                                                       const ports::Clock& clock);
  // Brings the trail up to date and writes what waits.
  ~Process();

  // What a server serves; it must be stopped before the process is destroyed.
  std::vector<rpc::ServedService> Services();

 private:
  struct Parts;
  explicit Process(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace clearbudget::disclosure
