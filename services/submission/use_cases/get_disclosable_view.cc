#include "services/submission/use_cases/get_disclosable_view.h"

#include <utility>

#include "common/facts/digest.h"
#include "common/facts/disclosable.h"
#include "services/submission/domain/published_report.h"
#include "services/submission/domain/soundness.h"

namespace clearbudget::submission {

absl::StatusOr<Disclosable> GetDisclosableView::Run(const ports::Scope& scope,
                                                    const names::RevisionName& name) {
  absl::StatusOr<RevisionHead> head = revisions_.FindRevision(scope, name);
  if (!head.ok()) return head.status();
  absl::StatusOr<Agency> agency = agencies_.FindAgency(scope, name.Budget().Agency());
  if (!agency.ok()) return agency.status();
  absl::StatusOr<std::string> bytes = revisions_.ReadContent(scope, name, /*with_lines=*/true);
  if (!bytes.ok()) return bytes.status();
  absl::StatusOr<facts::Record> content = codec_.Decode(*bytes, {});
  if (!content.ok()) return content.status();
  absl::StatusOr<rules::Report> report =
      judge_.Judge(JudgedBudget::Of(*head), *content, /*silent_findings=*/false);
  if (!report.ok()) return report.status();
  HideInternal(content->type(), *report);
  CheckedBudget checked{.subject = name.ToText(),
                        .subject_digest = head->digest,
                        .pack = head->pack,
                        .pack_digest = head->pack_digest,
                        .report = *std::move(report)};
  checked.submittable = !DemandsOf(Action::kSubmit, head->origin).sound || IsSound(checked.report);
  facts::Record published = facts::Disclosable(*content);
  std::string digest = facts::DigestsOf(published).sha256;
  return Disclosable{.revision = *std::move(head),
                     .content = std::move(published),
                     .digest = std::move(digest),
                     .agency = agency->InYear(name.year),
                     .checked = std::move(checked)};
}

}  // namespace clearbudget::submission
