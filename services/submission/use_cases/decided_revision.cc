#include "services/submission/use_cases/decided_revision.h"

#include <utility>

#include "common/errors/error.h"
#include "services/submission/domain/approval.h"
#include "services/submission/use_cases/transition.h"

namespace clearbudget::submission {

absl::StatusOr<DecidedRevision> FindWaiting(BudgetStore& budgets, RevisionStore& revisions,
                                            const ports::Scope& scope, const names::RevisionName& name,
                                            const std::string& etag, Action action, const ports::Act& act) {
  absl::StatusOr<RevisionHead> revision = revisions.FindRevision(scope, name);
  if (!revision.ok()) return revision.status();
  absl::StatusOr<BudgetHead> stored = budgets.FindHead(scope, name.Budget());
  if (!stored.ok()) return stored.status();
  const absl::Status other = CheckOtherPerson(*revision, action, HandOf(act.caller));
  if (!other.ok()) return other;
  // Told before the etag, since whoever saw an earlier revision also has an earlier etag.
  if (name.number != stored->latest_revision) {
    names::RevisionName latest = name;
    latest.number = stored->latest_revision;
    return errors::Error(errors::Reason::kStateForbids,
                         {{"name", name.ToText()}, {"expected", latest.ToText()}});
  }
  absl::StatusOr<BudgetHead> head = Transition(*stored, etag, action, act);
  if (!head.ok()) return head.status();
  return DecidedRevision{
      .stored = *std::move(stored), .head = *std::move(head), .revision = *std::move(revision)};
}

}  // namespace clearbudget::submission
