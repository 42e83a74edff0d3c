#include "services/submission/adapters/scoped.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/errors/error.h"
#include "common/observability/log.h"

namespace clearbudget::submission {

absl::Status OutsideOfScope(const std::string& name) {
  observability::Log(observability::Level::kError, "name_outside_of_scope",
                     {{"name", std::string_view(name)}});
  return errors::Error(errors::Reason::kInternal);
}

bool IsWithin(const ports::Scope& scope, std::string_view region, std::string_view aggregate) {
  if (scope.region().empty() || region != scope.region()) return false;
  if (!scope.agency().has_value()) return true;
  const std::string agency = names::AgencyName{scope.region(), *scope.agency()}.ToText();
  return aggregate == agency || aggregate.starts_with(agency + "/");
}

bool LetsThrough(const ports::Scope& scope, BudgetState state) {
  const std::vector<std::string>& states = scope.states();
  return states.empty() || std::find(states.begin(), states.end(), StateWord(state)) != states.end();
}

std::string StateCondition(const ports::Scope& scope) {
  if (scope.states().empty()) return "";
  std::string numbers;
  for (const BudgetState state :
       {BudgetState::kDraft, BudgetState::kSubmitted, BudgetState::kReturned, BudgetState::kApproved}) {
    if (!LetsThrough(scope, state)) continue;
    if (!numbers.empty()) numbers += ',';
    numbers += fmt::format("{}", static_cast<int>(state));
  }
  // No state has the number -1; a list must have one.
  return fmt::format(" AND state IN ({})", numbers.empty() ? "-1" : numbers);
}

}  // namespace clearbudget::submission
