// A number with its unit of measure, as people write quantities.
#pragma once

#include <compare>
#include <optional>
#include <string>

#include "common/money/decimal.h"
#include "common/money/ratio.h"

namespace clearbudget::targets {

// `unit` is half-width and as written: "%", "次", "天", "万元", "次/年"; empty when none was written.
// 百分之九十五 and 九成五 are numbers of "%". A multiplier stays in the unit: 3万元 and 三万元 are both 3
// "万元".
struct Quantity {
  money::Decimal number = money::Decimal::Zero();
  std::string unit;

  bool IsRate() const { return unit == "%"; }

  friend bool operator==(const Quantity&, const Quantity&) = default;
};

// The unit without its multiplier, and the multiplier: "万元" is {"元", 10000}, "%" is {"%", 1}.
struct UnitScale {
  std::string base;
  int64_t factor = 1;
};
UnitScale ScaleOf(const std::string& unit);

// The order of two quantities of one base unit, exact: 0.7万元 equals 7000元. Absent where the units differ
// or only one has a unit: such values are not comparable without a person.
std::optional<std::strong_ordering> Compare(const Quantity& left, const Quantity& right);

}  // namespace clearbudget::targets
