// An exact rational number: what rules and scores are computed in.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "common/money/amount.h"
#include "common/money/decimal.h"

namespace clearbudget::money {

// numerator / denominator in lowest terms, denominator > 0, both within ±(2^127 - 1). Amounts enter in 元.
// Nothing is ever rounded except by the functions that say so.
class Ratio {
 public:
  // The most decimal places that text and rounding work with.
  static constexpr int kMaxPlaces = 18;

  constexpr Ratio() : numerator_(0), denominator_(1) {}  // 0

  static constexpr Ratio FromInteger(int64_t value) { return Ratio(value, 1); }
  static Ratio FromAmount(Amount amount);  // in 元: fen / 100
  static Ratio FromDecimal(const Decimal& value);

  // Errors: INVALID_ARGUMENT for a denominator of 0, OUT_OF_RANGE for a part of exactly -2^127.
  static absl::StatusOr<Ratio> FromParts(absl::int128 numerator, absl::int128 denominator);

  absl::int128 numerator() const { return numerator_; }
  absl::int128 denominator() const { return denominator_; }
  bool IsZero() const { return numerator_ == 0; }
  bool IsNegative() const { return numerator_ < 0; }
  bool IsInteger() const { return denominator_ == 1; }

  // Exact. Errors: OUT_OF_RANGE when the result, or for + and - a cross product of the parts, exceeds
  // 127 bits; INVALID_ARGUMENT for a division by zero.
  absl::StatusOr<Ratio> Add(const Ratio& other) const;
  absl::StatusOr<Ratio> Subtract(const Ratio& other) const;
  absl::StatusOr<Ratio> Multiply(const Ratio& other) const;
  absl::StatusOr<Ratio> Divide(const Ratio& other) const;
  Ratio Negate() const { return Ratio(-numerator_, denominator_); }
  Ratio Absolute() const { return numerator_ < 0 ? Negate() : *this; }

  // Rounded to `places` (0..18) decimal places. Half-up is 四舍五入 of official forms: a half goes away from
  // zero, so -0.5 becomes -1. Floor goes towards minus infinity.
  // Errors: INVALID_ARGUMENT for other places, OUT_OF_RANGE.
  absl::StatusOr<Ratio> RoundHalfUp(int places) const;
  absl::StatusOr<Ratio> FloorTo(int places) const;

  // Half-up with exactly `places` places: 2/3 with 2 is "0.67", never "-0.00". Cannot fail: places outside
  // 0..18 count as the nearer bound.
  std::string ToDecimalText(int places) const;
  // Nothing lost: "0.125" where at most 18 places suffice (without trailing zeros), else "2/3".
  std::string ToExactText() const;

  // The amount of this many 元. Errors: INVALID_ARGUMENT when it is not a whole number of 分, OUT_OF_RANGE.
  absl::StatusOr<Amount> ToAmount() const;
  // The same, rounded half-up to 分 first. Errors: OUT_OF_RANGE.
  absl::StatusOr<Amount> ToRoundedAmount() const;
  // Errors: INVALID_ARGUMENT when it is not an integer, OUT_OF_RANGE beyond int64.
  absl::StatusOr<int64_t> ToInteger() const;

  friend constexpr bool operator==(const Ratio&, const Ratio&) = default;
  // Exact for all values: cross products are compared in 256 bits where 128 do not suffice.
  friend std::strong_ordering operator<=>(const Ratio& left, const Ratio& right);

 private:
  constexpr Ratio(absl::int128 numerator, absl::int128 denominator)
      : numerator_(numerator), denominator_(denominator) {}

  absl::int128 numerator_;
  absl::int128 denominator_;
};

}  // namespace clearbudget::money
