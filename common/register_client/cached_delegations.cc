#include "common/register_client/cached_delegations.h"

#include <memory>
#include <string>

#include "common/names/resource_name.h"

namespace clearbudget::register_client {

absl::StatusOr<std::optional<rpc::Delegation>> CachedDelegations::Find(std::string_view name,
                                                                       const ports::CallLimits& limits) {
  const auto parsed = names::ParseDelegationName(name);
  if (!parsed.ok()) return std::optional<rpc::Delegation>();
  const auto found = delegations_.Get(
      std::string(name), [&] { return reader_.ReadDelegation(*parsed, {.request_id = limits.request_id}); });
  if (!found.ok()) return found.status();
  return **found;
}

}  // namespace clearbudget::register_client
