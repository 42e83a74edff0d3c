// Errors of every layer: an absl::Status that carries its reason, the values of its texts, and violations.
// Pure: it knows neither gRPC nor protobuf; common/rpc carries all of it over the wire and back.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "common/errors/reason.h"
#include "common/errors/violation.h"

namespace clearbudget::errors {

// The values of the placeholders in the catalogue's texts, and whatever else a program wants to know of the
// error: names, counts and states, never amounts, narratives or tokens. Keys are lower_snake_case.
using Metadata = std::map<std::string, std::string, std::less<>>;

// A status with the reason's code and the catalogue's English text as message.
absl::Status Error(Reason reason, Metadata metadata = {}, std::vector<Violation> violations = {});

// INVALID_ARGUMENT, INVALID_REQUEST with all violations. OK when there are none, so that a check may end with
// it.
absl::Status BadRequest(std::vector<Violation> violations);

// The same status with its own code and message, and a reason. OK stays OK.
absl::Status WithReason(absl::Status status, Reason reason, Metadata metadata = {});

// The same status with violations beside its reason. OK stays OK.
absl::Status WithViolations(absl::Status status, const std::vector<Violation>& violations);

// None for OK, and for a status that did not come from this catalogue.
std::optional<Reason> ReasonOf(const absl::Status& status);

Metadata MetadataOf(const absl::Status& status);

std::vector<Violation> ViolationsOf(const absl::Status& status);

}  // namespace clearbudget::errors
