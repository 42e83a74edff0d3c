// A rule of a pack as the rules module takes it.
#pragma once

#include "absl/status/statusor.h"
#include "clearbudget/pack/v1/rule.pb.h"
#include "common/rules/rule.h"

namespace clearbudget::pack {

// Errors: INVALID_ARGUMENT where the stage or severity is not set, the version is not from 1 on, or the
// title, the message or the legal basis is missing.
absl::StatusOr<rules::RuleSource> RuleSourceOf(const clearbudget::pack::v1::Rule& rule);

}  // namespace clearbudget::pack
