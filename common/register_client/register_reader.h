#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/names/resource_name.h"
#include "common/ports/call_limits.h"
#include "common/register_client/region_agencies.h"
#include "common/rpc/delegations.h"

namespace clearbudget::register_client {

// How long a reading may take. It is short, since all calls that need the register wait for it.
inline constexpr std::chrono::seconds kTimeLimit{3};

// The register of agencies and delegations, where another service owns it. Called by several threads at once.
// Errors of every method: UNAVAILABLE or DEADLINE_EXCEEDED, naming the service; INTERNAL with BACKEND_FAILED
// where it refuses, or answers against the contract.
class RegisterReader {
 public:
  virtual ~RegisterReader() = default;

  // All agencies of the region; none where it has none.
  virtual absl::StatusOr<RegionAgencies> ReadAgencies(const names::RegionName& region,
                                                      const ports::CallLimits& limits) = 0;

  // None where there is none of the name.
  virtual absl::StatusOr<std::optional<rpc::Delegation>> ReadDelegation(const names::DelegationName& name,
                                                                        const ports::CallLimits& limits) = 0;
};

}  // namespace clearbudget::register_client
