#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "services/submission/domain/checked_budget.h"
#include "services/submission/ports/budget_store.h"
#include "services/submission/ports/content_codec.h"
#include "services/submission/ports/revision_store.h"
#include "services/submission/use_cases/content_judge.h"

namespace clearbudget::submission {

// Judges a draft or a revision by the pack that is pinned to it.
class CheckBudget {
 public:
  CheckBudget(BudgetStore& budgets, RevisionStore& revisions, const ContentCodec& codec, ContentJudge& judge)
      : budgets_(budgets), revisions_(revisions), codec_(codec), judge_(judge) {}

  // `revision` is absent for the draft. Errors: NOT_FOUND, DATA_LOSS; a broken rule is none.
  absl::StatusOr<CheckedBudget> Run(const ports::Scope& scope, const names::BudgetName& budget,
                                    const std::optional<int64_t>& revision, bool silent_findings);

 private:
  BudgetStore& budgets_;
  RevisionStore& revisions_;
  const ContentCodec& codec_;
  ContentJudge& judge_;
};

}  // namespace clearbudget::submission
