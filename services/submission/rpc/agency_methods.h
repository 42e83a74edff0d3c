#pragma once

#include "common/ports/clock.h"
#include "common/rpc/service_methods.h"
#include "services/submission/use_cases/use_cases.h"

namespace clearbudget::submission {

inline constexpr std::string_view kAgencyService = "clearbudget.budget.v1.AgencyService";

// The methods of the agency service. What they stand on must outlive the service.
void AddAgencyMethods(UseCases& use_cases, const ports::Clock& clock, rpc::ServiceMethods& methods);

}  // namespace clearbudget::submission
