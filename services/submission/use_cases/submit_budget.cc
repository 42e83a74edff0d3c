#include "services/submission/use_cases/submit_budget.h"

#include <utility>

#include "common/facts/digest.h"
#include "services/submission/domain/budget_effect.h"
#include "services/submission/domain/soundness.h"
#include "services/submission/use_cases/replay.h"
#include "services/submission/use_cases/transition.h"

namespace clearbudget::submission {
namespace {

RevisionHead FrozenHead(const BudgetHead& stored, const BudgetHead& head, const facts::Record& content,
                        Decision submission) {
  RevisionHead revision;
  revision.name = {head.name.region, head.name.agency, head.name.year, head.latest_revision};
  facts::Digests digests = facts::DigestsOf(content);
  revision.digest = std::move(digests.sha256);
  revision.digest_national = std::move(digests.sm3);
  revision.pack = head.pack;
  revision.pack_digest = head.pack_digest;
  revision.kind = head.kind;
  revision.origin = head.origin;
  revision.demonstration = head.demonstration;
  revision.line_count = head.line_count;
  revision.editors = stored.editors;
  revision.submission = std::move(submission);
  return revision;
}

}  // namespace

absl::Status SubmitBudget::CheckSound(const BudgetHead& head, const facts::Record& content) {
  if (!DemandsOf(Action::kSubmit, head.origin).sound) return absl::OkStatus();
  absl::StatusOr<rules::Report> report =
      judge_.Judge(JudgedBudget::Of(head), content, /*silent_findings=*/false);
  if (!report.ok()) return report.status();
  return RequireSound(*report, head.name.ToText());
}

absl::StatusOr<RevisionHead> SubmitBudget::Run(const ports::Scope& scope, const ports::Act& act,
                                               const names::BudgetName& name, const std::string& etag,
                                               const std::string& comment) {
  absl::StatusOr<std::optional<RevisionHead>> replay = FindReplay<RevisionHead>(log_, scope, act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) return **std::move(replay);

  absl::StatusOr<BudgetHead> stored = budgets_.FindHead(scope, name);
  if (!stored.ok()) return stored.status();
  absl::StatusOr<BudgetHead> head = Transition(*stored, etag, Action::kSubmit, act);
  if (!head.ok()) return head.status();
  // Should the draft change after its head was read, then the change number is another one and nothing is
  // stored.
  absl::StatusOr<Draft> draft = budgets_.ReadDraft(scope, name, /*with_lines=*/true);
  if (!draft.ok()) return draft.status();
  absl::StatusOr<facts::Record> content = codec_.Decode(draft->content, draft->lines);
  if (!content.ok()) return content.status();
  if (absl::Status sound = CheckSound(*head, *content); !sound.ok()) return sound;

  ++head->latest_revision;
  Decision submission = DecisionOf(act);
  submission.comment = comment;
  RevisionHead revision = FrozenHead(*stored, *head, *content, std::move(submission));
  BudgetChange change;
  change.head = *std::move(head);
  change.new_parts = codec_.Freeze(draft->content, draft->lines);
  change.new_revision = revision;
  AddHeadChanges(&*stored, change.head, change.effect);
  AddRevisionChanges(nullptr, revision, change.effect);
  return Store(budgets_, scope, std::move(change), std::move(revision), act);
}

}  // namespace clearbudget::submission
