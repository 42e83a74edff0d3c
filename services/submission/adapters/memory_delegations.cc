#include "common/errors/error.h"
#include "services/submission/adapters/memory_store.h"
#include "services/submission/adapters/scoped.h"

// What the store in memory has for table `delegations`.
namespace clearbudget::submission {

absl::StatusOr<Delegation> MemoryStore::FindDelegation(const ports::Scope& scope,
                                                       const names::DelegationName& name) {
  const std::lock_guard lock(mutex_);
  if (auto scoped = ScopedDelegation::Within(scope, name); !scoped.ok()) return scoped.status();
  const auto found = delegations_.find(name);
  if (found == delegations_.end()) return errors::Error(errors::Reason::kNotFound, {{"name", name.ToText()}});
  return found->second;
}

absl::StatusOr<std::vector<Delegation>> MemoryStore::ListDelegations(const ports::Scope& scope,
                                                                     const std::optional<std::string>& person,
                                                                     const std::string& after,
                                                                     int64_t limit) {
  if (scope.agency().has_value()) return OutsideOfScope(names::RegionName{scope.region()}.ToText());
  const std::lock_guard lock(mutex_);
  std::vector<Delegation> delegations;
  for (const auto& [name, delegation] : delegations_) {
    if (static_cast<int64_t>(delegations.size()) == limit) break;
    const bool has_part =
        !person.has_value() || delegation.delegator == *person || delegation.delegate == *person;
    if (has_part && scope.Contains(name.region, "") && name.delegation > after)
      delegations.push_back(delegation);
  }
  return delegations;
}

absl::StatusOr<std::vector<Delegation>> MemoryStore::AllDelegations() {
  const std::lock_guard lock(mutex_);
  std::vector<Delegation> delegations;
  for (const auto& [name, delegation] : delegations_) delegations.push_back(delegation);
  return delegations;
}

absl::StatusOr<Answer> MemoryStore::WriteDelegation(const ports::Scope& scope, const Delegation& delegation,
                                                    const ports::Effect& effect, const ports::Act& act) {
  const std::lock_guard lock(mutex_);
  if (auto scoped = ScopedDelegation::Within(scope, delegation.name); !scoped.ok()) return scoped.status();
  absl::StatusOr<std::optional<Answer>> replay = Replay(scope, act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) return **std::move(replay);
  const auto found = delegations_.find(delegation.name);
  const int64_t stored = found == delegations_.end() ? 0 : found->second.change_number;
  const std::string name = delegation.name.ToText();
  if (absl::Status compared = CompareChange(stored, delegation.change_number, name); !compared.ok())
    return compared;
  delegations_.insert_or_assign(delegation.name, delegation);
  Log(act, delegation.name.region, name, delegation.change_number, "", effect, delegation);
  return Answer(delegation);
}

}  // namespace clearbudget::submission
