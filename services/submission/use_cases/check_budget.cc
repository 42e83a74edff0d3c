#include "services/submission/use_cases/check_budget.h"

#include <utility>

#include "common/facts/digest.h"
#include "services/submission/domain/soundness.h"

namespace clearbudget::submission {
namespace {

// What is judged, wherever it lies.
struct Subject {
  std::string name;
  JudgedBudget budget;
  std::string pack;
  std::string content;
  std::vector<StoredLine> lines;
};

absl::StatusOr<Subject> FindDraft(BudgetStore& budgets, const ports::Scope& scope,
                                  const names::BudgetName& name) {
  absl::StatusOr<Draft> draft = budgets.ReadDraft(scope, name, /*with_lines=*/true);
  if (!draft.ok()) return draft.status();
  return Subject{.name = name.ToText(),
                 .budget = JudgedBudget::Of(draft->head),
                 .pack = draft->head.pack,
                 .content = std::move(draft->content),
                 .lines = std::move(draft->lines)};
}

absl::StatusOr<Subject> FindFrozen(RevisionStore& revisions, const ports::Scope& scope,
                                   const names::RevisionName& name) {
  absl::StatusOr<RevisionHead> head = revisions.FindRevision(scope, name);
  if (!head.ok()) return head.status();
  absl::StatusOr<std::string> content = revisions.ReadContent(scope, name, /*with_lines=*/true);
  if (!content.ok()) return content.status();
  return Subject{.name = name.ToText(),
                 .budget = JudgedBudget::Of(*head),
                 .pack = head->pack,
                 .content = *std::move(content),
                 .lines = {}};
}

}  // namespace

absl::StatusOr<CheckedBudget> CheckBudget::Run(const ports::Scope& scope, const names::BudgetName& budget,
                                               const std::optional<int64_t>& revision, bool silent_findings) {
  absl::StatusOr<Subject> subject =
      revision.has_value()
          ? FindFrozen(revisions_, scope, {budget.region, budget.agency, budget.year, *revision})
          : FindDraft(budgets_, scope, budget);
  if (!subject.ok()) return subject.status();
  absl::StatusOr<facts::Record> content = codec_.Decode(subject->content, subject->lines);
  if (!content.ok()) return content.status();
  absl::StatusOr<rules::Report> report = judge_.Judge(subject->budget, *content, silent_findings);
  if (!report.ok()) return report.status();
  CheckedBudget checked;
  checked.subject = std::move(subject->name);
  checked.subject_digest = facts::DigestsOf(*content).sha256;
  checked.submittable = !DemandsOf(Action::kSubmit, subject->budget.origin).sound || IsSound(*report);
  checked.pack = std::move(subject->pack);
  checked.pack_digest = std::move(subject->budget.pack_digest);
  checked.report = *std::move(report);
  return checked;
}

}  // namespace clearbudget::submission
