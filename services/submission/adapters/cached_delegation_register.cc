#include "services/submission/adapters/cached_delegation_register.h"

#include <mutex>
#include <utility>

namespace clearbudget::submission {

absl::StatusOr<std::unique_ptr<CachedDelegationRegister>> CachedDelegationRegister::Load(
    DelegationStore& delegations) {
  absl::StatusOr<std::vector<Delegation>> all = delegations.AllDelegations();
  if (!all.ok()) return all.status();
  auto made = std::unique_ptr<CachedDelegationRegister>(new CachedDelegationRegister());
  for (Delegation& delegation : *all) made->delegations_.emplace(delegation.name, std::move(delegation));
  return made;
}

void CachedDelegationRegister::Put(const Delegation& delegation) {
  const std::unique_lock lock(mutex_);
  const auto held = delegations_.find(delegation.name);
  if (held == delegations_.end() || held->second.change_number < delegation.change_number) {
    delegations_.insert_or_assign(delegation.name, delegation);
  }
}

absl::StatusOr<std::optional<rpc::Delegation>> CachedDelegationRegister::Find(std::string_view name,
                                                                              const ports::CallLimits&) {
  const absl::StatusOr<names::DelegationName> parsed = names::ParseDelegationName(name);
  if (!parsed.ok()) return std::optional<rpc::Delegation>();
  const std::shared_lock lock(mutex_);
  const auto found = delegations_.find(*parsed);
  if (found == delegations_.end()) return std::optional<rpc::Delegation>();
  const Delegation& held = found->second;
  return rpc::Delegation{.name = held.name.ToText(),
                         .delegator = held.delegator,
                         .delegate = held.delegate,
                         .roles = held.roles,
                         .agency = held.agency,
                         .region = held.name.Region().ToText(),
                         .first_day = held.first_day.ToText(),
                         .last_day = held.last_day.ToText(),
                         .revoked = held.revoked};
}

}  // namespace clearbudget::submission
