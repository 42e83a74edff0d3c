#include "services/submission/use_cases/get_budget_revision.h"

#include <utility>

namespace clearbudget::submission {

absl::StatusOr<RevisionView> GetBudgetRevision::Run(const ports::Scope& scope,
                                                    const names::RevisionName& name, View view) {
  absl::StatusOr<RevisionHead> head = revisions_.FindRevision(scope, name);
  if (!head.ok()) return head.status();
  RevisionView result;
  result.head = *std::move(head);
  if (view == View::kHead) return result;
  absl::StatusOr<std::string> content = revisions_.ReadContent(scope, name, view == View::kFull);
  if (!content.ok()) return content.status();
  result.content = *std::move(content);
  return result;
}

}  // namespace clearbudget::submission
