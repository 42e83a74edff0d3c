#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/money/amount.h"
#include "common/money/decimal.h"
#include "common/names/resource_name.h"

// What of a budget's revision is evaluated. A revision never changes but for its state.
namespace clearbudget::performance {

struct Indicator {
  std::string id;
  std::string level_one;  // A code such as "output"; empty where not stated.
  std::string name;
  std::string target_value;              // As written; empty where not stated.
  std::optional<money::Decimal> weight;  // In points; absent: by the scheme.
  std::string direction;                 // "positive", "negative", "equal" or empty.
  std::string nature;                    // "quantitative", "qualitative" or empty.
  std::string measurement_unit;          // Empty: as in the target value.
};

struct Project {
  std::string code;
  std::string name;
  std::optional<money::Amount> amount;  // Of the budget's year; absent where not stated.
  std::vector<Indicator> indicators;
};

struct DutyBlock {
  int32_t number = 0;
  std::string goal;
  std::string grading_scheme;  // Empty where not stated.
  std::vector<Indicator> indicators;
};

enum class RevisionState { kSubmitted, kReturned, kApproved, kSuperseded };

struct RevisionTargets {
  names::RevisionName name;
  RevisionState state = RevisionState::kSubmitted;
  std::string digest;
  std::string pack;
  std::string pack_digest;
  bool demonstration = false;
  std::vector<Project> projects;
  std::vector<DutyBlock> duty_blocks;
};

// Nobody has to reach what nobody has approved: progress is reported and evaluated for revisions only that
// are, or were, approved. An approval is never undone, so that this holds for ever once it does.
bool IsApproved(const RevisionTargets& revision);

// OK, or FAILED_PRECONDITION with STATE_FORBIDS.
absl::Status CheckApproved(const RevisionTargets& revision);

}  // namespace clearbudget::performance
