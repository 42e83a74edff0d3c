// Checked and widened 128-bit integer arithmetic behind Ratio.
#pragma once

#include <compare>
#include <optional>

#include "absl/numeric/int128.h"

namespace clearbudget::money {

// Absent on overflow, and for a result of exactly -2^127, so that every result can be negated.
std::optional<absl::int128> CheckedAdd(absl::int128 left, absl::int128 right);
std::optional<absl::int128> CheckedMultiply(absl::int128 left, absl::int128 right);

// |value|; defined for every value, -2^127 included.
absl::uint128 Magnitude(absl::int128 value);

// The greatest common divisor; GreatestCommonDivisor(0, x) is x.
absl::uint128 GreatestCommonDivisor(absl::uint128 left, absl::uint128 right);

// Compares a * b with c * d exactly, in 256 bits where needed.
std::strong_ordering CompareProducts(absl::uint128 a, absl::uint128 b, absl::uint128 c, absl::uint128 d);

}  // namespace clearbudget::money
