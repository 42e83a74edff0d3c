#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/facts/record.h"
#include "common/ports/act.h"
#include "services/submission/domain/budget.h"
#include "services/submission/ports/budget_store.h"
#include "services/submission/ports/change_log.h"
#include "services/submission/ports/content_codec.h"

namespace clearbudget::submission {

struct BudgetUpdate {
  names::BudgetName name;
  std::string etag;
  std::vector<std::string> mask;  // "source", "content", "content.three_public.reception"
  SourceReference source;
  std::optional<facts::Record>
      content;  // What the mask's parts are taken from; absent: every part is removed.
};

// Replaces parts of a draft's content. Lines are written by WriteBudgetLines.
class UpdateBudget {
 public:
  UpdateBudget(BudgetStore& budgets, ContentCodec& codec, ChangeLog& log)
      : budgets_(budgets), codec_(codec), log_(log) {}

  // Errors: NOT_FOUND, ABORTED, FAILED_PRECONDITION (a revision waits for a decision), INVALID_ARGUMENT (the
  // mask).
  absl::StatusOr<BudgetHead> Run(const ports::Scope& scope, const ports::Act& act,
                                 const BudgetUpdate& update);

 private:
  BudgetStore& budgets_;
  ContentCodec& codec_;
  ChangeLog& log_;
};

}  // namespace clearbudget::submission
