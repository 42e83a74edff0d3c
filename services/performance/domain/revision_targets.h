#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/money/amount.h"
#include "common/money/decimal.h"
#include "common/names/resource_name.h"

// What of a budget's revision is evaluated. A revision never changes.
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

struct RevisionTargets {
  names::RevisionName name;
  std::string digest;
  std::string pack;
  std::string pack_digest;
  bool demonstration = false;
  std::vector<Project> projects;
  std::vector<DutyBlock> duty_blocks;
};

}  // namespace clearbudget::performance
