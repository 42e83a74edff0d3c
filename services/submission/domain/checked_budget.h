#pragma once

#include <string>

#include "common/rules/finding.h"

namespace clearbudget::submission {

// The verdicts on a draft or a revision.
struct CheckedBudget {
  std::string subject;         // The resource judged.
  std::string subject_digest;  // The digest of the content judged, cb1:sha256:<hex>.
  std::string pack;
  std::string pack_digest;
  rules::Report report;
  bool submittable = false;  // True: nothing stands in the way of a submission.
};

}  // namespace clearbudget::submission
