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

// Whether somebody may approve a revision in these words. Four eyes: who approves is a person, and meets
// neither who submitted the revision nor any who wrote it since the approval before (see hand.h). Errors:
// FAILED_PRECONDITION with DIGEST_MISMATCH or OTHER_PERSON_REQUIRED; INVALID_ARGUMENT (no legal date).
absl::Status CheckApproval(const RevisionHead& revision, const Hand& approver, const Approval& approval);

}  // namespace clearbudget::submission
