#include "common/targets/quantity.h"

#include <array>
#include <string_view>

namespace clearbudget::targets {
namespace {

struct Multiplier {
  std::string_view text;
  int64_t factor;
};

// Longer ones first.
constexpr std::array<Multiplier, 7> kMultipliers = {{
    {"百万", 1'000'000},
    {"千万", 10'000'000},
    {"万", 10'000},
    {"亿", 100'000'000},
    {"百", 100},
    {"千", 1'000},
    {"十", 10},
}};

}  // namespace

UnitScale ScaleOf(const std::string& unit) {
  std::string_view base = unit;
  int64_t factor = 1;
  const auto take_multiplier = [&base, &factor] {
    if (base.starts_with("百分")) return false;  // 百分点
    for (const Multiplier& multiplier : kMultipliers) {
      if (!base.starts_with(multiplier.text)) continue;
      base.remove_prefix(multiplier.text.size());
      factor *= multiplier.factor;
      return true;
    }
    return false;
  };
  // Two multipliers make 万亿; more are no unit that anyone writes.
  if (take_multiplier()) take_multiplier();
  return {std::string(base), factor};
}

std::optional<std::strong_ordering> Compare(const Quantity& left, const Quantity& right) {
  const UnitScale left_scale = ScaleOf(left.unit);
  const UnitScale right_scale = ScaleOf(right.unit);
  if (left_scale.base != right_scale.base) return std::nullopt;
  const auto a =
      money::Ratio::FromDecimal(left.number).Multiply(money::Ratio::FromInteger(left_scale.factor));
  const auto b =
      money::Ratio::FromDecimal(right.number).Multiply(money::Ratio::FromInteger(right_scale.factor));
  if (!a.ok() || !b.ok()) return std::nullopt;
  return *a <=> *b;
}

}  // namespace clearbudget::targets
