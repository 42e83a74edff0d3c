#include "services/submission/conversion/head_message.h"

#include "common/ports/instant_text.h"
#include "services/submission/domain/etag.h"

namespace clearbudget::submission {
namespace {

Decision DecisionFromMessage(const budget::v1::Decision& message) {
  Decision decision;
  decision.subject = message.subject();
  decision.person = message.person();
  decision.act_time = ports::MicrosecondsFromText(message.act_time()).value_or(0);
  decision.comment = message.comment();
  decision.legal_date = message.legal_date();
  decision.document_number = message.document_number();
  decision.delegator = message.delegator();
  decision.delegation = message.delegation();
  return decision;
}

void Write(const Decision& decision, budget::v1::Decision& message) {
  message.set_subject(decision.subject);
  message.set_person(decision.person);
  message.set_act_time(ports::InstantText(decision.act_time));
  message.set_comment(decision.comment);
  message.set_legal_date(decision.legal_date);
  message.set_document_number(decision.document_number);
  message.set_delegator(decision.delegator);
  message.set_delegation(decision.delegation);
}

std::string RevisionText(const BudgetHead& head, int64_t number) {
  if (number == 0) return "";
  return names::RevisionName{head.name.region, head.name.agency, head.name.year, number}.ToText();
}

// The number of a revision's name; 0 for no name.
std::optional<int64_t> NumberOf(const std::string& revision) {
  if (revision.empty()) return 0;
  const auto name = names::ParseRevisionName(revision);
  if (!name.ok()) return std::nullopt;
  return name->number;
}

}  // namespace

type::v1::SourceReference ToMessage(const SourceReference& source) {
  type::v1::SourceReference message;
  message.set_source_system(source.source_system);
  message.set_external_id(source.external_id);
  message.set_document_number(source.document_number);
  message.set_document_title(source.document_title);
  return message;
}

SourceReference SourceFromMessage(const type::v1::SourceReference& source) {
  return {source.source_system(), source.external_id(), source.document_number(), source.document_title()};
}

budget::v1::Budget ToMessage(const BudgetHead& head) {
  budget::v1::Budget message;
  message.set_name(head.name.ToText());
  message.set_kind(ToMessage(head.kind));
  message.set_origin(ToMessage(head.origin));
  message.set_pack(head.pack);
  message.set_demonstration(head.demonstration);
  if (head.source != SourceReference()) *message.mutable_source() = ToMessage(head.source);
  message.set_pack_digest(head.pack_digest);
  message.set_state(ToMessage(head.state));
  message.set_etag(EtagOf(head));
  message.set_line_count(static_cast<int32_t>(head.line_count));
  message.set_latest_revision(RevisionText(head, head.latest_revision));
  message.set_approved_revision(RevisionText(head, head.approved_revision));
  message.set_create_time(ports::InstantText(head.create_time));
  message.set_update_time(ports::InstantText(head.update_time));
  return message;
}

std::optional<BudgetHead> HeadFromMessage(const budget::v1::Budget& message) {
  const auto name = names::ParseBudgetName(message.name());
  const auto kind = KindFromMessage(message.kind());
  const auto origin = OriginFromMessage(message.origin());
  const auto state = StateFromMessage(message.state());
  const auto latest = NumberOf(message.latest_revision());
  const auto approved = NumberOf(message.approved_revision());
  const auto created = ports::MicrosecondsFromText(message.create_time());
  const auto updated = ports::MicrosecondsFromText(message.update_time());
  if (!name.ok() || !kind || !origin || !state || !latest || !approved || !created || !updated)
    return std::nullopt;
  BudgetHead head;
  head.name = *name;
  head.kind = *kind;
  head.origin = *origin;
  head.pack = message.pack();
  head.pack_digest = message.pack_digest();
  head.demonstration = message.demonstration();
  head.source = SourceFromMessage(message.source());
  head.state = *state;
  head.line_count = message.line_count();
  head.latest_revision = *latest;
  head.approved_revision = *approved;
  head.create_time = *created;
  head.update_time = *updated;
  return head;
}

budget::v1::BudgetRevision ToMessage(const RevisionHead& head) {
  budget::v1::BudgetRevision message;
  message.set_name(head.name.ToText());
  message.set_state(ToMessage(head.state));
  message.set_digest(head.digest);
  message.set_digest_national(head.digest_national);
  message.set_pack(head.pack);
  message.set_pack_digest(head.pack_digest);
  message.set_kind(ToMessage(head.kind));
  message.set_origin(ToMessage(head.origin));
  message.set_demonstration(head.demonstration);
  message.set_line_count(static_cast<int32_t>(head.line_count));
  Write(head.submission, *message.mutable_submission());
  if (head.state != RevisionState::kSubmitted) Write(head.decision, *message.mutable_decision());
  return message;
}

std::optional<RevisionHead> RevisionFromMessage(const budget::v1::BudgetRevision& message) {
  const auto name = names::ParseRevisionName(message.name());
  const auto state = StateFromMessage(message.state());
  const auto kind = KindFromMessage(message.kind());
  const auto origin = OriginFromMessage(message.origin());
  if (!name.ok() || !state || !kind || !origin) return std::nullopt;
  RevisionHead head;
  head.name = *name;
  head.state = *state;
  head.digest = message.digest();
  head.digest_national = message.digest_national();
  head.pack = message.pack();
  head.pack_digest = message.pack_digest();
  head.kind = *kind;
  head.origin = *origin;
  head.demonstration = message.demonstration();
  head.line_count = message.line_count();
  head.submission = DecisionFromMessage(message.submission());
  if (message.has_decision()) head.decision = DecisionFromMessage(message.decision());
  return head;
}

budget::v1::WriteBudgetLinesResponse ToMessage(const LinesWritten& lines) {
  budget::v1::WriteBudgetLinesResponse message;
  *message.mutable_budget() = ToMessage(lines.head);
  message.set_added_count(static_cast<int32_t>(lines.added));
  message.set_replaced_count(static_cast<int32_t>(lines.replaced));
  message.set_removed_count(static_cast<int32_t>(lines.removed));
  return message;
}

}  // namespace clearbudget::submission
