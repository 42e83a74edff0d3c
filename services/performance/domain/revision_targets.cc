#include "services/performance/domain/revision_targets.h"

#include "common/errors/error.h"

namespace clearbudget::performance {
namespace {

std::string_view NameOf(RevisionState state) {
  switch (state) {
    case RevisionState::kSubmitted:
      return "submitted";
    case RevisionState::kReturned:
      return "returned";
    case RevisionState::kApproved:
      return "approved";
    case RevisionState::kSuperseded:
      return "superseded";
  }
  return "";
}

}  // namespace

bool IsApproved(const RevisionTargets& revision) {
  return revision.state == RevisionState::kApproved || revision.state == RevisionState::kSuperseded;
}

absl::Status CheckApproved(const RevisionTargets& revision) {
  if (IsApproved(revision)) return absl::OkStatus();
  return errors::Error(errors::Reason::kStateForbids,
                       {{"name", revision.name.ToText()},
                        {"state", std::string(NameOf(revision.state))},
                        {"expected", std::string(NameOf(RevisionState::kApproved))}});
}

}  // namespace clearbudget::performance
