// A revision as people read it before and after they decide on it.
#pragma once

#include "clearbudget/budget/v1/budget.pb.h"
#include "services/cli/output/console.h"

namespace clearbudget::cli {

void ShowRevision(const budget::v1::BudgetRevision& revision, Console& console);

}  // namespace clearbudget::cli
