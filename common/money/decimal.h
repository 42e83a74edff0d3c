// An exact decimal number for quantities, rates in per cent, weights and coefficients.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/money/decimal_text.h"

namespace clearbudget::money {

// value = unscaled / 10^scale, with scale 0..9 and int64 unscaled. Kept without trailing zeros, so equal
// values are equal objects. The unit is the owner's; a rate of 95 % is the Decimal 95 with the unit "%".
class Decimal {
 public:
  static constexpr int kMaxScale = 9;

  // The grammar of decimal_text.h with up to nine places; "1.50" equals "1.5".
  // Errors: INVALID_ARGUMENT or OUT_OF_RANGE; NumberFaultOf tells which fault.
  static absl::StatusOr<Decimal> FromText(std::string_view text);

  // Errors: INVALID_ARGUMENT for a scale outside 0..9.
  static absl::StatusOr<Decimal> FromUnscaled(int64_t unscaled, int scale);

  static constexpr Decimal FromInteger(int64_t value) { return Decimal(value, 0); }
  static constexpr Decimal Zero() { return Decimal(0, 0); }

  int64_t unscaled() const { return unscaled_; }
  int scale() const { return scale_; }
  bool IsZero() const { return unscaled_ == 0; }
  bool IsNegative() const { return unscaled_ < 0; }
  bool IsInteger() const { return scale_ == 0; }

  // The canonical form, without trailing zeros: "95", "0.5", "-12.25".
  std::string ToText() const;

  friend constexpr bool operator==(const Decimal&, const Decimal&) = default;
  friend std::strong_ordering operator<=>(const Decimal& left, const Decimal& right);

 private:
  constexpr Decimal(int64_t unscaled, int scale) : unscaled_(unscaled), scale_(scale) {}

  int64_t unscaled_;
  int scale_;
};

}  // namespace clearbudget::money
