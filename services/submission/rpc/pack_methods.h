#pragma once

#include "common/rpc/service_methods.h"
#include "services/submission/use_cases/use_cases.h"

namespace clearbudget::submission {

inline constexpr std::string_view kPackService = "clearbudget.pack.v1.PackService";

// The methods of the pack service. The use cases must outlive the service.
void AddPackMethods(UseCases& use_cases, rpc::ServiceMethods& methods);

}  // namespace clearbudget::submission
