#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/ports/act.h"
#include "services/submission/domain/budget.h"
#include "services/submission/ports/budget_store.h"
#include "services/submission/ports/change_log.h"
#include "services/submission/ports/content_codec.h"
#include "services/submission/use_cases/content_judge.h"

namespace clearbudget::submission {

// Freezes a draft as the budget's next revision.
class SubmitBudget {
 public:
  SubmitBudget(BudgetStore& budgets, const ContentCodec& codec, ContentJudge& judge, ChangeLog& log)
      : budgets_(budgets), codec_(codec), judge_(judge), log_(log) {}

  // Errors: NOT_FOUND, ABORTED, FAILED_PRECONDITION with STATE_FORBIDS or, for a budget that was prepared
  // here, BUDGET_NOT_SOUND with a violation for each finding that stands in the way.
  absl::StatusOr<RevisionHead> Run(const ports::Scope& scope, const ports::Act& act,
                                   const names::BudgetName& name, const std::string& etag,
                                   const std::string& comment);

 private:
  absl::Status CheckSound(const BudgetHead& head, const facts::Record& content);

  BudgetStore& budgets_;
  const ContentCodec& codec_;
  ContentJudge& judge_;
  ChangeLog& log_;
};

}  // namespace clearbudget::submission
