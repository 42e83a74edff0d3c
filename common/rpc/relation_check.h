// Whose resource a name names, and how a caller stands to it. The ports of the gate are not asked here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/identity/caller.h"
#include "common/ports/scope.h"
#include "common/rpc/method_table.h"

namespace clearbudget::rpc {

struct ResourceName {
  std::string region;  // "regions/130303"
  std::string agency;  // "regions/130303/agencies/101"; empty for a resource of the region itself
  std::string budget;  // "regions/130303/agencies/101/budgets/2020"; empty for what is not below a budget
  // It is a revision, or belongs to one.
  bool frozen = false;
};

// What follows the budget's `revisions` is not looked at, but must be made of plain segments. `agencies/-`
// stands for all agencies of the region. None for a name of another form, or longer than 400 bytes.
std::optional<ResourceName> ParseResourceName(std::string_view name);

// True for regions/{region}/delegations/{delegation}.
bool IsDelegationName(std::string_view name);

// True for `agencies/-`.
bool MeansAllAgencies(const ResourceName& name);

// What a call for the resource may touch; nothing for an empty name.
ports::Scope ScopeOf(const ResourceName& name);

// Without units: kOwnOrUnits is true for the caller's own agency only.
bool StandsTo(const identity::Caller& caller, const ResourceName& name, Relation relation);

}  // namespace clearbudget::rpc
