#pragma once

#include <string>

#include "services/submission/domain/agency.h"
#include "services/submission/domain/budget.h"
#include "services/submission/domain/delegation.h"

namespace clearbudget::submission {

// Opaque marks of a state: over the name, the latest revision and the change number. A mark of another thing
// or of another state differs.
std::string EtagOf(const BudgetHead& head);
std::string EtagOf(const Agency& agency);
std::string EtagOf(const Delegation& delegation);

}  // namespace clearbudget::submission
