#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/names/resource_name.h"
#include "common/ports/scope.h"
#include "services/submission/domain/workflow.h"

namespace clearbudget::submission {

// INTERNAL, and a line in the log: the gate makes a scope of the name in the request, so that a name outside
// of it is a defect of this program.
absl::Status OutsideOfScope(const std::string& name);

// A name that a scope lets through. What reads or writes rows that belong to agencies takes its keys from
// one, so that no statement can be made without a scope.
template <typename Name>
class Scoped {
 public:
  // Errors: INTERNAL.
  static absl::StatusOr<Scoped> Within(const ports::Scope& scope, Name name) {
    if constexpr (requires { name.agency; }) {
      if (!scope.Contains(name.region, name.agency)) return OutsideOfScope(name.ToText());
      if (scope.agency().has_value()) name.agency = *scope.agency();
    } else {
      if (!scope.Contains(name.region, "")) return OutsideOfScope(name.ToText());
    }
    name.region = scope.region();
    return Scoped(std::move(name), scope);
  }

  const Name& operator*() const { return name_; }
  const Name* operator->() const { return &name_; }
  // Outlives this: it is the one of the call.
  const ports::Scope& scope() const { return *scope_; }

 private:
  Scoped(Name name, const ports::Scope& scope) : name_(std::move(name)), scope_(&scope) {}

  Name name_;
  const ports::Scope* scope_;
};

using ScopedBudget = Scoped<names::BudgetName>;
using ScopedRevision = Scoped<names::RevisionName>;
using ScopedAgency = Scoped<names::AgencyName>;
using ScopedDelegation = Scoped<names::DelegationName>;

// Whether an aggregate of a region, such as a budget, lies in the scope, whatever its state.
bool IsWithin(const ports::Scope& scope, std::string_view region, std::string_view aggregate);

// Whether a budget in this state may be seen.
bool LetsThrough(const ports::Scope& scope, BudgetState state);

// The same as a condition on column `state`, " AND state IN (1,2)"; empty where every state may be seen.
std::string StateCondition(const ports::Scope& scope);

}  // namespace clearbudget::submission
