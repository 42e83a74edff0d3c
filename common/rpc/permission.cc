#include "common/rpc/permission.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/errors/error.h"
#include "common/rpc/relation_check.h"

namespace clearbudget::rpc {
namespace {

bool Contains(const std::vector<std::string>& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

// The grants that stand so far.
struct Standing {
  bool in_every_state = false;
  std::vector<std::string> states;

  void Add(const Grant& grant, const ResourceName& name) {
    in_every_state |= grant.states.empty() || name.frozen;
    states.insert(states.end(), grant.states.begin(), grant.states.end());
  }
};

}  // namespace

absl::Status Denied(const MethodRule& rule, std::string_view resource) {
  errors::Metadata metadata{{"method", rule.name}};
  if (!resource.empty()) metadata.emplace("resource", resource);
  return errors::Error(errors::Reason::kPermissionDenied, std::move(metadata));
}

absl::Status CheckRole(const MethodRule& rule, const CallContext& call) {
  const bool known =
      call.service.empty()
          ? std::any_of(rule.grants.begin(), rule.grants.end(),
                        [&](const Grant& grant) { return Contains(call.caller.roles, grant.role); })
          : Contains(rule.services, call.service);
  return known ? absl::OkStatus() : Denied(rule, "");
}

absl::StatusOr<ports::Scope> PermittedScope(const MethodRule& rule, std::string_view resource,
                                            const CallContext& call, AgencyRelations& relations,
                                            ResourceStates* states) {
  const ResourceName name = ParseResourceName(resource).value_or(ResourceName{});
  ports::Scope scope = ScopeOf(name);
  if (!call.service.empty()) return scope;
  Standing standing;
  std::vector<const Grant*> for_units;
  for (const Grant& grant : rule.grants) {
    if (!Contains(call.caller.roles, grant.role)) continue;
    if (StandsTo(call.caller, name, grant.relation)) {
      standing.Add(grant, name);
    } else if (grant.relation == Relation::kOwnOrUnits) {
      for_units.push_back(&grant);
    }
  }
  if (standing.in_every_state) return scope;
  // The one relation that has to be looked up; only within the caller's own region, where its units can lie.
  const bool may_be_unit = !name.agency.empty() && !MeansAllAgencies(name) && !call.caller.agency.empty() &&
                           name.region == call.caller.region;
  if (!for_units.empty() && may_be_unit) {
    const absl::StatusOr<bool> unit = relations.IsUnitOf(call.Limits(), name.agency, call.caller.agency);
    if (!unit.ok()) return unit.status();
    if (*unit) {
      for (const Grant* grant : for_units) standing.Add(*grant, name);
    }
  }
  if (standing.in_every_state) return scope;
  if (standing.states.empty() || states == nullptr) return Denied(rule, resource);
  // A list shows what is in these states; a budget must be in one of them.
  if (!name.budget.empty()) {
    const auto state = states->StateOf(name.budget);
    if (!state.ok()) return state.status();
    if (!state->has_value() || !Contains(standing.states, **state)) return Denied(rule, resource);
  }
  return std::move(scope).In(std::move(standing.states));
}

}  // namespace clearbudget::rpc
