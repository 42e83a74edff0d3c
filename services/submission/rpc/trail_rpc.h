#pragma once

#include "clearbudget/budget/v1/budget_trail_service.grpc.pb.h"
#include "common/trail_rpc/trail_service.h"

namespace clearbudget::submission {

// The trail of this process's store.
using TrailRpc = trail_rpc::TrailService<clearbudget::budget::v1::BudgetTrailService>;

}  // namespace clearbudget::submission
