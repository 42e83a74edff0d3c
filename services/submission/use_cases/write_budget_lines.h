#pragma once

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

struct LineBatch {
  names::BudgetName name;
  std::string etag;
  facts::RecordList lines;     // Those of a stored key replace its line.
  facts::RecordList removals;  // Lines whose keys are to be removed.
  bool replace_all = false;    // All stored lines are removed first.
};

// Writes and removes lines of a draft, all or none.
class WriteBudgetLines {
 public:
  WriteBudgetLines(BudgetStore& budgets, ContentCodec& codec, ChangeLog& log)
      : budgets_(budgets), codec_(codec), log_(log) {}

  // Errors: NOT_FOUND, ABORTED, FAILED_PRECONDITION (a revision waits for a decision), INVALID_ARGUMENT (keys
  // that stand twice, keys to remove that are not stored, more lines than a draft may have).
  absl::StatusOr<LinesWritten> Run(const ports::Scope& scope, const ports::Act& act, const LineBatch& batch);

 private:
  // `held` are the stored lines of the batch's keys.
  absl::Status AddEffect(const ports::Scope& scope, const BudgetHead& stored, std::vector<StoredLine> held,
                         BudgetChange& change);

  BudgetStore& budgets_;
  ContentCodec& codec_;
  ChangeLog& log_;
};

}  // namespace clearbudget::submission
