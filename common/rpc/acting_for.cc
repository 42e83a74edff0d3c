#include "common/rpc/acting_for.h"

#include <chrono>
#include <optional>
#include <string>

#include "common/errors/error.h"
#include "common/ports/instant_text.h"
#include "common/rpc/relation_check.h"

namespace clearbudget::rpc {
namespace {

constexpr std::chrono::hours kShanghaiAheadOfUtc{8};

// YYYY-MM-DD, so that days compare as texts.
std::string DayInShanghai(ports::Instant instant) {
  const auto time = std::chrono::duration_cast<std::chrono::microseconds>(
      (instant + kShanghaiAheadOfUtc).time_since_epoch());
  return ports::InstantText(time.count()).substr(0, 10);
}

bool Holds(const Delegation& delegation, const identity::Caller& caller, const std::string& today) {
  return !caller.person.empty() && delegation.delegate == caller.person && !delegation.revoked &&
         delegation.first_day <= today && today <= delegation.last_day;
}

}  // namespace

absl::StatusOr<identity::Caller> ActingFor(std::string_view name, const identity::Caller& caller,
                                           const ports::CallLimits& limits, ports::Instant now,
                                           Delegations& delegations) {
  if (!IsDelegationName(name)) return errors::Error(errors::Reason::kDelegationInvalid);
  const auto found = delegations.Find(name, limits);
  if (!found.ok()) return found.status();
  if (!found->has_value() || !Holds(**found, caller, DayInShanghai(now))) {
    return errors::Error(errors::Reason::kDelegationInvalid, {{"name", std::string(name)}});
  }
  const Delegation& delegation = **found;
  return identity::Caller{.subject = caller.subject,
                          .person = caller.person,
                          .agency = delegation.agency,
                          .roles = delegation.roles,
                          .region = delegation.region,
                          .delegator = delegation.delegator,
                          .delegation = delegation.name};
}

}  // namespace clearbudget::rpc
