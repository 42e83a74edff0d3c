#include "common/rules/bound.h"

#include <algorithm>
#include <limits>

namespace clearbudget::rules {
namespace {

using absl::uint128;

constexpr uint128 kMost = std::numeric_limits<uint128>::max();

uint128 Power(int places) {
  uint128 power = 1;
  for (int i = 0; i < places; ++i) power *= 10;
  return power;
}

uint128 Add(uint128 left, uint128 right) {
  return left > kMost - right ? kMost : left + right;
}

uint128 Multiply(uint128 left, uint128 right) {
  if (left == 0 || right == 0) return 0;
  return left > kMost / right ? kMost : left * right;
}

uint128 CommonMultiple(uint128 left, uint128 right) {
  uint128 a = left;
  uint128 b = right;
  while (b != 0) {
    const uint128 rest = a % b;
    a = b;
    b = rest;
  }
  return Multiply(left / a, right);
}

}  // namespace

Bound Bound::Whole(uint128 magnitude) {
  return {.magnitude = magnitude, .numerator = magnitude};
}

Bound Bound::Decimal(int64_t magnitude, int places) {
  const uint128 whole = static_cast<uint128>(magnitude);
  return {.magnitude = whole, .numerator = Multiply(whole, Power(places)), .denominator = Power(places)};
}

Bound Bound::NumberFact() {
  const uint128 most = static_cast<uint128>(std::numeric_limits<int64_t>::max()) + 1;
  return {.magnitude = Power(15), .numerator = most, .denominator = Power(9)};
}

bool Bound::Fits() const {
  const uint128 limit = Power(38);
  return numerator <= limit && denominator <= limit;
}

Bound AddBounds(const Bound& left, const Bound& right) {
  Bound sum;
  sum.magnitude = Add(left.magnitude, right.magnitude);
  sum.fixed = left.fixed && right.fixed;
  if (sum.fixed) {
    sum.denominator = CommonMultiple(left.denominator, right.denominator);
    sum.numerator = Multiply(sum.magnitude, sum.denominator);
  } else {
    sum.denominator = Multiply(left.denominator, right.denominator);
    sum.numerator =
        Add(Multiply(left.numerator, right.denominator), Multiply(right.numerator, left.denominator));
  }
  return sum;
}

Bound MultiplyBounds(const Bound& left, const Bound& right) {
  return {.magnitude = Multiply(left.magnitude, right.magnitude),
          .numerator = Multiply(left.numerator, right.numerator),
          .denominator = Multiply(left.denominator, right.denominator),
          .fixed = left.fixed && right.fixed};
}

Bound DivideBounds(const Bound& left, const Bound& right) {
  // The least divisor that is not 0 is one part of its denominator.
  return {.magnitude = Multiply(left.magnitude, right.denominator),
          .numerator = Multiply(left.numerator, right.denominator),
          .denominator = Multiply(left.denominator, right.numerator),
          .fixed = false};
}

Bound DivideBoundByConstant(const Bound& left, uint128 numerator, uint128 denominator) {
  return {.magnitude = Multiply(left.magnitude, denominator) / std::max<uint128>(numerator, 1) + 1,
          .numerator = Multiply(left.numerator, denominator),
          .denominator = Multiply(left.denominator, numerator),
          .fixed = left.fixed};
}

std::optional<Bound> SumBound(const Bound& term, uint128 count) {
  if (!term.fixed) return std::nullopt;
  Bound sum = term;
  sum.magnitude = Multiply(term.magnitude, count);
  sum.numerator = Multiply(sum.magnitude, term.denominator);
  return sum;
}

std::optional<Bound> RoundBound(const Bound& value, int places) {
  const uint128 power = Power(places);
  Bound shifted = value;
  shifted.numerator = Multiply(value.numerator, power);
  if (!shifted.Fits()) return std::nullopt;
  const uint128 magnitude = Add(value.magnitude, 1);
  return Bound{.magnitude = magnitude, .numerator = Multiply(magnitude, power), .denominator = power};
}

Bound EitherBound(const Bound& left, const Bound& right) {
  Bound either;
  either.magnitude = std::max(left.magnitude, right.magnitude);
  either.numerator = std::max(left.numerator, right.numerator);
  either.fixed = left.fixed && right.fixed;
  either.denominator = either.fixed ? CommonMultiple(left.denominator, right.denominator)
                                    : std::max(left.denominator, right.denominator);
  return either;
}

}  // namespace clearbudget::rules
