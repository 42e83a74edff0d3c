#pragma once

#include "clearbudget/budget/v1/budget_service.pb.h"
#include "services/submission/ports/change_log.h"
#include "services/submission/use_cases/get_disclosable_view.h"

namespace clearbudget::submission {

budget::v1::DisclosableView ToMessage(const Disclosable& view);
budget::v1::BudgetChange ToMessage(const LoggedChange& change);

}  // namespace clearbudget::submission
