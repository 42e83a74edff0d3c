// How large a number of an expression can become, computed when the expression is compiled.
#pragma once

#include <cstdint>
#include <optional>

#include "absl/numeric/int128.h"

namespace clearbudget::rules {

// A value n/d has |n| <= numerator, d <= denominator and |n/d| <= magnitude. Where `fixed`, d divides
// `denominator`, so that any number of such values can be summed. All saturate. Amounts count 分.
struct Bound {
  absl::uint128 magnitude = 0;
  absl::uint128 numerator = 0;
  absl::uint128 denominator = 1;
  bool fixed = true;

  // Whole numbers of at most this magnitude.
  static Bound Whole(absl::uint128 magnitude);
  // Decimals of at most this magnitude with so many places, 0 to 9.
  static Bound Decimal(int64_t magnitude, int places);
  // What a number fact can be: at most 10^15, as the contract checks, in 64 bits with up to nine places.
  static Bound NumberFact();

  // True where both parts have at most 38 digits.
  bool Fits() const;
};

Bound AddBounds(const Bound& left, const Bound& right);
Bound MultiplyBounds(const Bound& left, const Bound& right);
Bound DivideBounds(const Bound& left, const Bound& right);
// By a number known when the expression is compiled, n/d, which keeps a fixed denominator.
Bound DivideBoundByConstant(const Bound& left, absl::uint128 numerator, absl::uint128 denominator);
// The sum of so many values; absent where their denominators are not fixed.
std::optional<Bound> SumBound(const Bound& term, absl::uint128 count);
// Rounded to so many places; absent where the rounding itself would need more than 38 digits.
std::optional<Bound> RoundBound(const Bound& value, int places);
// Either of two values.
Bound EitherBound(const Bound& left, const Bound& right);

}  // namespace clearbudget::rules
