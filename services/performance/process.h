#pragma once

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "common/ports/clock.h"
#include "common/rpc/server.h"
#include "services/performance/configuration.h"

namespace clearbudget::performance {

// The service with its stores, ready to be served. The only place that chooses concrete classes.
class Process {
 public:
  // Opens the database and loads the keys. Errors: those of what is opened. The clock must outlive the
  // process.
  static absl::StatusOr<std::unique_ptr<Process>> Open(const Configuration& configuration,
                                                       const ports::Clock& clock);
  // Writes what waits.
  ~Process();

  std::vector<rpc::ServedService> Services();

 private:
  struct Parts;
  explicit Process(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace clearbudget::performance
