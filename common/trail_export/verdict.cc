#include <fmt/format.h>

#include <algorithm>

#include "common/trail_export/verifier.h"

namespace clearbudget::trail_export {

std::string_view OutcomeName(CheckpointOutcome outcome) {
  switch (outcome) {
    case CheckpointOutcome::kFits:
      return "FITS";
    case CheckpointOutcome::kNotSigned:
      return "NOT_SIGNED";
    case CheckpointOutcome::kDiffers:
      return "DIFFERS";
    case CheckpointOutcome::kLarger:
      return "LARGER";
    case CheckpointOutcome::kUnproven:
      return "UNPROVEN";
    case CheckpointOutcome::kLeavesMissing:
      return "LEAVES_MISSING";
    case CheckpointOutcome::kOtherLog:
      return "OTHER_LOG";
  }
  return "";
}

bool Verdict::sound() const {
  const auto fits = [](const CheckedCheckpoint& checked) {
    return checked.outcome == CheckpointOutcome::kFits;
  };
  return finding_count == 0 && fits(own) && std::all_of(outside.begin(), outside.end(), fits);
}

}  // namespace clearbudget::trail_export
