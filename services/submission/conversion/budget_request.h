#pragma once

#include "absl/status/statusor.h"
#include "clearbudget/budget/v1/budget_service.pb.h"
#include "common/facts/catalogue.h"
#include "services/submission/domain/approval.h"
#include "services/submission/use_cases/create_budget.h"
#include "services/submission/use_cases/update_budget.h"
#include "services/submission/use_cases/write_budget_lines.h"

// Requests about budgets as what the use cases take. The request has passed the checks of the contract; what
// it asks for beyond them is checked here. Errors: INVALID_ARGUMENT with all violations.
namespace clearbudget::submission {

absl::StatusOr<NewBudget> NewBudgetFrom(const budget::v1::CreateBudgetRequest& request,
                                        const facts::Catalogue& catalogue);
absl::StatusOr<BudgetUpdate> UpdateFrom(const budget::v1::UpdateBudgetRequest& request,
                                        const facts::Catalogue& catalogue);
absl::StatusOr<LineBatch> BatchFrom(const budget::v1::WriteBudgetLinesRequest& request,
                                    const facts::Catalogue& catalogue);
BudgetFilter FilterFrom(const budget::v1::BudgetFilter& filter);
Approval ApprovalFrom(const budget::v1::ApproveBudgetRequest& request);

}  // namespace clearbudget::submission
