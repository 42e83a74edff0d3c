#pragma once

#include "clearbudget/type/v1/finding.pb.h"
#include "services/submission/domain/checked_budget.h"

namespace clearbudget::submission {

type::v1::CheckReport ToMessage(const CheckedBudget& checked);

}  // namespace clearbudget::submission
