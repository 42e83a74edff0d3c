// Resource names as operands of commands.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/names/resource_name.h"

namespace clearbudget::cli {

// INVALID_ARGUMENT, NAME_MALFORMED with the pattern that was expected in the place of an operand.
absl::Status NameError(std::string_view operand, std::string_view given, std::string_view pattern);

absl::StatusOr<names::BudgetName> BudgetOperand(std::string_view given);
absl::StatusOr<names::RevisionName> RevisionOperand(std::string_view given);

inline constexpr std::string_view kAgencyPattern = "regions/{region}/agencies/{agency}";
inline constexpr std::string_view kBudgetPattern = "regions/{region}/agencies/{agency}/budgets/{year}";
inline constexpr std::string_view kRevisionPattern =
    "regions/{region}/agencies/{agency}/budgets/{year}/revisions/{number}";

}  // namespace clearbudget::cli
