#include "services/disclosure/conversion/view_message.h"

#include <memory>
#include <optional>
#include <utility>

#include "common/contract/reader.h"
#include "common/errors/error.h"
#include "common/facts/disclosable.h"
#include "common/names/resource_name.h"
#include "common/pack/compiled_pack.h"
#include "services/disclosure/conversion/report_record.h"

namespace clearbudget::disclosure {
namespace {

namespace budget_v1 = clearbudget::budget::v1;

RevisionState FromMessage(budget_v1::RevisionState state) {
  switch (state) {
    case budget_v1::REVISION_STATE_RETURNED:
      return RevisionState::kReturned;
    case budget_v1::REVISION_STATE_APPROVED:
      return RevisionState::kApproved;
    case budget_v1::REVISION_STATE_SUPERSEDED:
      return RevisionState::kSuperseded;
    default:
      return RevisionState::kSubmitted;
  }
}

// A service of the suite has sent what the contract does not allow.
absl::Status Broken() {
  return errors::Error(errors::Reason::kBackendFailed, {{"backend", "submission"}});
}

absl::StatusOr<std::shared_ptr<const facts::Record>> ReportOf(const google::protobuf::Message& message) {
  absl::StatusOr<const facts::Catalogue*> catalogue = ReportCatalogue(*message.GetDescriptor());
  if (!catalogue.ok()) return catalogue.status();
  return std::make_shared<const facts::Record>(ReportRecord(message, **catalogue));
}

}  // namespace

absl::StatusOr<DisclosableRevision> FromMessage(const budget_v1::DisclosableView& view) {
  const absl::StatusOr<names::RevisionName> name = names::ParseRevisionName(view.revision());
  if (!name.ok()) return Broken();
  absl::StatusOr<std::shared_ptr<const facts::Catalogue>> catalogue = pack::ContentCatalogue();
  if (!catalogue.ok()) return catalogue.status();
  contract::ViolationList violations;
  std::optional<facts::Record> content = contract::ReadRecord(view.content(), **catalogue, violations);
  if (!content.has_value()) return Broken();
  // The view is what may leave; whoever sends more than that is not to be published.
  if (!facts::IsDisclosable(*content)) return Broken();
  absl::StatusOr<std::shared_ptr<const facts::Record>> report = ReportOf(view.report());
  if (!report.ok()) return report.status();
  DisclosableRevision revision;
  revision.name = view.revision();
  revision.digest = view.digest();
  revision.pack_digest = view.pack_digest();
  revision.year = name->year;
  revision.state = FromMessage(view.state());
  revision.adjusted = view.kind() == budget_v1::STATEMENT_KIND_ADJUSTED_BUDGET;
  revision.recorded = view.origin() == budget_v1::BUDGET_ORIGIN_RECORDED;
  revision.demonstration = view.demonstration();
  revision.approval_date = view.approval_date();
  revision.approval_document_number = view.approval_document_number();
  revision.agency_full_name = view.agency_full_name();
  revision.agency_short_name = view.agency_short_name();
  revision.region_name = view.region_name();
  revision.content = std::make_shared<const facts::Record>(*std::move(content));
  revision.report = *std::move(report);
  return revision;
}

absl::StatusOr<EvaluationOfRevision> FromMessage(const clearbudget::performance::v1::Evaluation& evaluation) {
  absl::StatusOr<std::shared_ptr<const facts::Record>> record = ReportOf(evaluation);
  if (!record.ok()) return record.status();
  return EvaluationOfRevision{evaluation.name(), evaluation.revision(), evaluation.demonstration(),
                              *std::move(record)};
}

}  // namespace clearbudget::disclosure
