#include "services/submission/use_cases/return_budget.h"

#include <utility>

#include "services/submission/domain/budget_effect.h"
#include "services/submission/use_cases/decided_revision.h"
#include "services/submission/use_cases/replay.h"
#include "services/submission/use_cases/transition.h"

namespace clearbudget::submission {

absl::StatusOr<RevisionHead> ReturnBudget::Run(const ports::Scope& scope, const ports::Act& act,
                                               const names::RevisionName& name, const std::string& etag,
                                               const std::string& comment) {
  absl::StatusOr<std::optional<RevisionHead>> replay = FindReplay<RevisionHead>(log_, scope, act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) return **std::move(replay);

  absl::StatusOr<DecidedRevision> decided =
      FindWaiting(budgets_, revisions_, scope, name, etag, Action::kReturn, act);
  if (!decided.ok()) return decided.status();
  RevisionHead revision = decided->revision;
  revision.state = RevisionState::kReturned;
  revision.decision = DecisionOf(act);
  revision.decision.comment = comment;

  BudgetChange change;
  change.head = std::move(decided->head);
  change.decided_revisions = {revision};
  AddHeadChanges(&decided->stored, change.head, change.effect);
  AddRevisionChanges(&decided->revision, revision, change.effect);
  return Store(budgets_, scope, std::move(change), std::move(revision), act);
}

}  // namespace clearbudget::submission
