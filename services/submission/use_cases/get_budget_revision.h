#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/submission/domain/budget.h"
#include "services/submission/domain/view.h"
#include "services/submission/ports/revision_store.h"

namespace clearbudget::submission {

struct RevisionView {
  RevisionHead head;
  std::string content;  // Bytes as they were frozen; empty for the head.
};

// A revision with as much of its content as was asked for.
class GetBudgetRevision {
 public:
  explicit GetBudgetRevision(RevisionStore& revisions) : revisions_(revisions) {}

  // Errors: NOT_FOUND, DATA_LOSS.
  absl::StatusOr<RevisionView> Run(const ports::Scope& scope, const names::RevisionName& name, View view);

 private:
  RevisionStore& revisions_;
};

}  // namespace clearbudget::submission
