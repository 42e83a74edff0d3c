#include "services/submission/use_cases/approve_budget.h"

#include <optional>
#include <utility>

#include "services/submission/domain/budget_effect.h"
#include "services/submission/use_cases/decided_revision.h"
#include "services/submission/use_cases/replay.h"
#include "services/submission/use_cases/transition.h"

namespace clearbudget::submission {

absl::StatusOr<RevisionHead> ApproveBudget::Run(const ports::Scope& scope, const ports::Act& act,
                                                const names::RevisionName& name, const std::string& etag,
                                                const Approval& approval) {
  absl::StatusOr<std::optional<RevisionHead>> replay = FindReplay<RevisionHead>(log_, scope, act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) return **std::move(replay);

  absl::StatusOr<DecidedRevision> decided =
      FindWaiting(budgets_, revisions_, scope, name, etag, Action::kApprove, act);
  if (!decided.ok()) return decided.status();
  RevisionHead revision = decided->revision;
  Decision decision = DecisionOf(act);
  decision.comment = approval.comment;
  decision.legal_date = approval.legal_date;
  decision.document_number = approval.document_number;
  if (absl::Status fits = CheckApproval(revision, approval); !fits.ok()) return fits;
  revision.state = RevisionState::kApproved;
  revision.decision = std::move(decision);

  BudgetChange change;
  change.head = std::move(decided->head);
  change.legal_date = approval.legal_date;
  change.decided_revisions = {revision};
  if (const int64_t before = change.head.approved_revision; before != 0) {
    absl::StatusOr<RevisionHead> superseded =
        revisions_.FindRevision(scope, {name.region, name.agency, name.year, before});
    if (!superseded.ok()) return superseded.status();
    RevisionHead after = *superseded;
    after.state = RevisionState::kSuperseded;
    AddRevisionChanges(&*superseded, after, change.effect);
    change.decided_revisions.push_back(std::move(after));
  }
  change.head.approved_revision = name.number;
  AddHeadChanges(&decided->stored, change.head, change.effect);
  AddRevisionChanges(&decided->revision, revision, change.effect);
  change.effect.Add("approved_digest", std::nullopt, approval.digest);
  return Store(budgets_, scope, std::move(change), std::move(revision), act);
}

}  // namespace clearbudget::submission
