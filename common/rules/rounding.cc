#include "common/rules/rounding.h"

#include "absl/numeric/int128.h"
#include "common/money/wide_arithmetic.h"

namespace clearbudget::rules {

absl::StatusOr<money::Ratio> RoundedHalfUp(const money::Ratio& value, int places) {
  int64_t power = 1;
  for (int i = 0; i < places; ++i) power *= 10;
  const std::optional<absl::int128> shifted = money::CheckedMultiply(value.Absolute().numerator(), power);
  if (!shifted.has_value()) return absl::OutOfRangeError("the number is too large to be rounded");
  absl::int128 quotient = *shifted / value.denominator();
  const absl::int128 rest = *shifted % value.denominator();
  if (rest >= value.denominator() - rest) ++quotient;
  return money::Ratio::FromParts(value.IsNegative() ? -quotient : quotient, power);
}

}  // namespace clearbudget::rules
