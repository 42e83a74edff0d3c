// The port that tells which power was lent to whom.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/ports/call_limits.h"

namespace clearbudget::rpc {

struct Delegation {
  std::string name = {};                // "regions/130303/delegations/leave-2020"
  std::string delegator = {};           // the person who lends
  std::string delegate = {};            // the person who may act
  std::vector<std::string> roles = {};  // those that are lent
  std::string agency = {};              // "regions/130303/agencies/101"; empty for a delegator of no agency
  std::string region = {};              // "regions/130303"
  std::string first_day = {};           // YYYY-MM-DD in Asia/Shanghai; both days are included
  std::string last_day = {};
  bool revoked = false;

  bool operator==(const Delegation&) const = default;
};

class Delegations {
 public:
  virtual ~Delegations() = default;

  // As it is now; none where there is none of the name, regions/{region}/delegations/{delegation}. Whether it
  // holds for the caller is the gate's to judge. Errors: UNAVAILABLE. Called by several threads at once.
  virtual absl::StatusOr<std::optional<Delegation>> Find(std::string_view name,
                                                         const ports::CallLimits& limits) = 0;
};

}  // namespace clearbudget::rpc
