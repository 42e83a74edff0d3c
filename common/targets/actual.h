// Actual values as they are reported against target values.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/targets/deadline.h"
#include "common/targets/quantity.h"
#include "common/targets/target.h"

namespace clearbudget::targets {

enum class ActualKind {
  kMissing,   // blank
  kQuantity,  // 95.2%, 六次, 0起
  kDay,       // 2020年11月15日, 2020-11-15
  kText,      // 已完成
  kUnreadable,  // a number or date that is not clear, or not one value: ≥90%, 3-5场, 约3次, 11月; see `fault`
};

std::string_view ActualKindName(ActualKind kind);

struct Actual {
  std::string text;  // as given, always
  ActualKind kind = ActualKind::kMissing;
  ReadFault fault = ReadFault::kNone;  // only with kUnreadable
  Quantity quantity;                   // with kQuantity
  std::optional<CivilDay> day;         // with kDay
};

// Total. An actual value is one value: comparators, ranges and 约 make it unreadable. A day needs its year.
Actual ReadActual(std::string_view text);

}  // namespace clearbudget::targets
