#pragma once

#include "absl/status/statusor.h"
#include "clearbudget/budget/v1/budget.pb.h"
#include "services/performance/domain/revision_targets.h"

namespace clearbudget::performance {

// What of a revision is evaluated. Errors: INTERNAL (an amount or a weight that does not follow the contract,
// or no content), naming the field.
absl::StatusOr<RevisionTargets> RevisionFrom(const names::RevisionName& name,
                                             const budget::v1::BudgetRevision& message);

}  // namespace clearbudget::performance
