#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "clearbudget/budget/v1/delegation.pb.h"
#include "clearbudget/budget/v1/delegation_service.pb.h"
#include "services/submission/domain/delegation.h"

namespace clearbudget::submission {

// With the etag.
budget::v1::Delegation ToMessage(const Delegation& delegation);

// Reads what ToMessage wrote, without change_number; nothing where a message holds what no delegation can
// say.
std::optional<Delegation> DelegationFromMessage(const budget::v1::Delegation& message);

// What is to be lent; whose it is, the caller says. Errors: INVALID_ARGUMENT with all violations.
absl::StatusOr<Delegation> NewDelegationFrom(const budget::v1::CreateDelegationRequest& request);

}  // namespace clearbudget::submission
