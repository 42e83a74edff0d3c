#include "services/submission/domain/approval.h"

#include <algorithm>

#include "common/errors/error.h"
#include "services/submission/domain/person.h"

namespace clearbudget::submission {
namespace {

bool IsOtherPerson(const RevisionHead& revision, const Hand& approver) {
  if (PersonKey(approver.person).empty()) return false;
  const Decision& submission = revision.submission;
  if (Meet(approver, {submission.subject, submission.person, submission.delegator})) return false;
  return std::none_of(revision.editors.begin(), revision.editors.end(),
                      [&](const Hand& editor) { return Meet(approver, editor); });
}

}  // namespace

absl::Status CheckOtherPerson(const RevisionHead& revision, Action action, const Hand& hand) {
  if (!DemandsOf(action, revision.origin).other_person || IsOtherPerson(revision, hand)) {
    return absl::OkStatus();
  }
  return errors::Error(errors::Reason::kOtherPersonRequired, {{"name", revision.name.ToText()}});
}

absl::Status CheckApproval(const RevisionHead& revision, const Approval& approval) {
  const Demands demands = DemandsOf(Action::kApprove, revision.origin);
  if (demands.legal_date && approval.legal_date.empty()) {
    return errors::BadRequest({{"legal_date", "", errors::Reason::kRequired, "批复日期（YYYY-MM-DD）",
                                "the day of the approval in law"}});
  }
  if (approval.digest != revision.digest && approval.digest != revision.digest_national) {
    return errors::Error(errors::Reason::kDigestMismatch, {{"name", revision.name.ToText()}});
  }
  return absl::OkStatus();
}

}  // namespace clearbudget::submission
