#pragma once

#include <string>

#include "absl/status/status.h"
#include "services/submission/domain/budget.h"

namespace clearbudget::submission {

// What somebody approves, and what is said of it.
struct Approval {
  std::string digest;           // Of the revision that was seen.
  std::string legal_date;       // YYYY-MM-DD; empty where none is given.
  std::string document_number;  // Empty where none is given.
  std::string comment;
};

// Four eyes: who approves is a person, and meets neither who submitted the revision nor any who wrote it
// since the approval before (see hand.h). Judged before everything else, so that no attempt at approving
// one's own work is answered, and passed over, as a mistake of another kind. Errors: FAILED_PRECONDITION with
// OTHER_PERSON_REQUIRED.
absl::Status CheckOtherPerson(const RevisionHead& revision, Action action, const Hand& hand);

// Whether a revision may be approved in these words. Errors: FAILED_PRECONDITION with DIGEST_MISMATCH;
// INVALID_ARGUMENT (no legal date).
absl::Status CheckApproval(const RevisionHead& revision, const Approval& approval);

}  // namespace clearbudget::submission
