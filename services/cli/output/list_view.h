// Lists of resources as tables, a row each.
#pragma once

#include "clearbudget/budget/v1/agency_service.pb.h"
#include "clearbudget/budget/v1/budget_service.pb.h"
#include "clearbudget/budget/v1/delegation_service.pb.h"
#include "clearbudget/performance/v1/performance_service.pb.h"
#include "services/cli/output/console.h"

namespace clearbudget::cli {

void ShowList(const budget::v1::ListAgenciesResponse& list, Console& console);
void ShowList(const budget::v1::ListBudgetsResponse& list, Console& console);
void ShowList(const budget::v1::ListBudgetRevisionsResponse& list, Console& console);
void ShowList(const budget::v1::ListDelegationsResponse& list, Console& console);
void ShowList(const performance::v1::ListEvaluationsResponse& list, Console& console);

}  // namespace clearbudget::cli
