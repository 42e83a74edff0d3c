#pragma once

#include "common/ports/clock.h"
#include "common/rpc/service_methods.h"
#include "services/submission/use_cases/use_cases.h"

namespace clearbudget::submission {

inline constexpr std::string_view kDelegationService = "clearbudget.budget.v1.DelegationService";

// The methods of the delegation service. What they stand on must outlive the service.
void AddDelegationMethods(UseCases& use_cases, const ports::Clock& clock, rpc::ServiceMethods& methods);

}  // namespace clearbudget::submission
