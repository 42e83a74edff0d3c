#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/ports/act.h"
#include "services/submission/domain/budget.h"

namespace clearbudget::submission {

// The budget's head after an act: with its next state, change number and time.
// Errors: ABORTED, ETAG_MISMATCH (the etag is another state's); FAILED_PRECONDITION, STATE_FORBIDS.
absl::StatusOr<BudgetHead> Transition(const BudgetHead& stored, std::string_view etag, Action action,
                                      const ports::Act& act);

// The same for an edit of the draft, which also notes who wrote it.
absl::StatusOr<BudgetHead> Edited(const BudgetHead& stored, std::string_view etag, const ports::Act& act);

// Who acted on a revision, and when.
Decision DecisionOf(const ports::Act& act);

}  // namespace clearbudget::submission
