#pragma once

#include <string>

#include "absl/status/status.h"
#include "common/rules/finding.h"

namespace clearbudget::submission {

// True where the finding stands in the way of a budget that is prepared here: nothing shows that its content
// is sound, or a question is not answered.
bool StandsInTheWay(const rules::Finding& finding);

// True where no finding stands in the way.
bool IsSound(const rules::Report& report);

// OK, or FAILED_PRECONDITION, BUDGET_NOT_SOUND with a violation for each finding that stands in the way.
absl::Status RequireSound(const rules::Report& report, const std::string& name);

}  // namespace clearbudget::submission
