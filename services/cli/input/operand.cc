#include "services/cli/input/operand.h"

#include "common/contract/violation_list.h"
#include "common/errors/error.h"

namespace clearbudget::cli {

absl::Status NameError(std::string_view operand, std::string_view given, std::string_view pattern) {
  return errors::BadRequest({{std::string(operand), contract::Shown(given), errors::Reason::kNameMalformed,
                              std::string(pattern), std::string(pattern)}});
}

absl::StatusOr<names::BudgetName> BudgetOperand(std::string_view given) {
  absl::StatusOr<names::BudgetName> name = names::ParseBudgetName(given);
  if (!name.ok()) return NameError("BUDGET", given, kBudgetPattern);
  return name;
}

absl::StatusOr<names::RevisionName> RevisionOperand(std::string_view given) {
  absl::StatusOr<names::RevisionName> name = names::ParseRevisionName(given);
  if (!name.ok()) return NameError("REVISION", given, kRevisionPattern);
  return name;
}

}  // namespace clearbudget::cli
