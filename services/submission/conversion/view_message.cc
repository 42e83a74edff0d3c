#include "services/submission/conversion/view_message.h"

#include "common/contract/writer.h"
#include "common/ports/instant_text.h"
#include "services/submission/conversion/head_message.h"
#include "services/submission/conversion/report_message.h"

namespace clearbudget::submission {

budget::v1::DisclosableView ToMessage(const Disclosable& view) {
  budget::v1::DisclosableView message;
  message.set_revision(view.revision.name.ToText());
  message.set_digest(view.digest);
  message.set_revision_digest(view.revision.digest);
  message.set_pack(view.revision.pack);
  message.set_pack_digest(view.revision.pack_digest);
  message.set_kind(ToMessage(view.revision.kind));
  message.set_origin(ToMessage(view.revision.origin));
  message.set_demonstration(view.revision.demonstration);
  message.set_agency_full_name(view.agency.full_name);
  message.set_agency_short_name(view.agency.short_name);
  message.set_region_name(view.agency.region_name);
  contract::WriteRecord(view.content, *message.mutable_content());
  message.set_state(ToMessage(view.revision.state));
  *message.mutable_report() = ToMessage(view.checked);
  const bool approved =
      view.revision.state == RevisionState::kApproved || view.revision.state == RevisionState::kSuperseded;
  if (approved) {
    message.set_approval_date(view.revision.decision.legal_date);
    message.set_approval_document_number(view.revision.decision.document_number);
  }
  return message;
}

budget::v1::BudgetChange ToMessage(const LoggedChange& change) {
  budget::v1::BudgetChange message;
  message.set_budget(change.budget);
  message.set_change_number(change.change_number);
  message.set_method(change.method);
  message.set_subject(change.subject);
  message.set_person(change.person);
  message.set_request_id(change.request_id);
  message.set_revision(change.revision);
  message.set_legal_date(change.legal_date);
  message.set_change_time(ports::InstantText(change.time));
  return message;
}

}  // namespace clearbudget::submission
