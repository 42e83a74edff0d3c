#pragma once

#include <map>
#include <memory>
#include <shared_mutex>

#include "absl/status/statusor.h"
#include "common/rpc/delegations.h"
#include "services/submission/ports/delegation_register.h"
#include "services/submission/ports/delegation_store.h"

namespace clearbudget::submission {

// Holds all delegations in memory. This process is the only one that writes them, so that what it puts here
// is what the store has.
class CachedDelegationRegister final : public DelegationRegister, public rpc::Delegations {
 public:
  // Errors: those of DelegationStore::AllDelegations.
  static absl::StatusOr<std::unique_ptr<CachedDelegationRegister>> Load(DelegationStore& delegations);

  // An older state than the one held is not taken over.
  void Put(const Delegation& delegation) override;

  absl::StatusOr<std::optional<rpc::Delegation>> Find(std::string_view name,
                                                      const ports::CallLimits& limits) override;

 private:
  CachedDelegationRegister() = default;

  std::shared_mutex mutex_;
  std::map<names::DelegationName, Delegation> delegations_;
};

}  // namespace clearbudget::submission
