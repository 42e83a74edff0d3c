#pragma once

#include <variant>

#include "services/submission/domain/agency.h"
#include "services/submission/domain/budget.h"
#include "services/submission/domain/delegation.h"

namespace clearbudget::submission {

// What a mutation answers. It is kept beside the change, so that a repeated request gets the same answer.
using Answer = std::variant<Agency, BudgetHead, LinesWritten, RevisionHead, Delegation>;

}  // namespace clearbudget::submission
