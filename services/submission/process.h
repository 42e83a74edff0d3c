#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/ports/clock.h"
#include "common/rpc/server.h"
#include "services/submission/configuration.h"

namespace clearbudget::submission {

// The service with its stores, ready to be served. The only place that chooses concrete classes.
class Process {
 public:
  // Opens the database, loads packs, agencies and keys. Errors: those of what is opened.
  // The clock must outlive the process.
  static absl::StatusOr<std::unique_ptr<Process>> Open(const Configuration& configuration,
                                                       const ports::Clock& clock);
  ~Process();

  // What a server serves; it must be stopped before the process is destroyed.
  std::vector<rpc::ServedService> Services();

 private:
  struct Opened;
  struct Parts;
  explicit Process(std::unique_ptr<Parts> parts);

  // The database and what is read from it at the start.
  static absl::Status OpenStore(const Configuration& configuration, const std::string& folder,
                                const ports::Clock& clock, Opened& opened);

  std::unique_ptr<Parts> parts_;
};

}  // namespace clearbudget::submission
