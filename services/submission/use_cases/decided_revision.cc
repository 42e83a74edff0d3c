#include "services/submission/use_cases/decided_revision.h"

#include <fmt/format.h>

#include <utility>

#include "common/errors/error.h"
#include "services/submission/use_cases/transition.h"

namespace clearbudget::submission {

absl::StatusOr<DecidedRevision> FindWaiting(BudgetStore& budgets, RevisionStore& revisions,
                                            const names::RevisionName& name, const std::string& etag,
                                            Action action, const ports::Act& act) {
  absl::StatusOr<RevisionHead> revision = revisions.FindRevision(name);
  if (!revision.ok()) return revision.status();
  absl::StatusOr<BudgetHead> stored = budgets.FindHead(name.Budget());
  if (!stored.ok()) return stored.status();
  absl::StatusOr<BudgetHead> head = Transition(*stored, etag, action, act);
  if (!head.ok()) return head.status();
  if (name.number != stored->latest_revision) {
    return errors::Error(
        errors::Reason::kStateForbids,
        {{"name", name.ToText()}, {"expected", fmt::format("revision {}", stored->latest_revision)}});
  }
  return DecidedRevision{.head = *std::move(head), .revision = *std::move(revision)};
}

}  // namespace clearbudget::submission
