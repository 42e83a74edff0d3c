#include "common/money/wide_arithmetic.h"

#include <cstdint>
#include <numeric>
#include <utility>

namespace clearbudget::money {
namespace {

__extension__ using NativeInt128 = __int128;

std::optional<absl::int128> Symmetric(bool overflow, NativeInt128 value) {
  if (overflow || absl::int128(value) == absl::Int128Min()) return std::nullopt;
  return absl::int128(value);
}

struct Product {
  absl::uint128 high;
  absl::uint128 low;
};

// Schoolbook multiplication on 64-bit halves.
Product Multiply(absl::uint128 left, absl::uint128 right) {
  const absl::uint128 a1 = absl::Uint128High64(left), a0 = absl::Uint128Low64(left);
  const absl::uint128 b1 = absl::Uint128High64(right), b0 = absl::Uint128Low64(right);
  const absl::uint128 low = a0 * b0;
  const absl::uint128 middle1 = a1 * b0 + absl::Uint128High64(low);  // < 2^128, cannot wrap
  const absl::uint128 middle2 = a0 * b1 + absl::Uint128Low64(middle1);
  return {a1 * b1 + absl::Uint128High64(middle1) + absl::Uint128High64(middle2),
          (middle2 << 64) | absl::Uint128Low64(low)};
}

std::strong_ordering Order(absl::uint128 left, absl::uint128 right) {
  if (left == right) return std::strong_ordering::equal;
  return left < right ? std::strong_ordering::less : std::strong_ordering::greater;
}

bool FitsIn64Bits(absl::uint128 value) {
  return absl::Uint128High64(value) == 0;
}

}  // namespace

std::optional<absl::int128> CheckedAdd(absl::int128 left, absl::int128 right) {
  NativeInt128 result = 0;
  const bool overflow =
      __builtin_add_overflow(static_cast<NativeInt128>(left), static_cast<NativeInt128>(right), &result);
  return Symmetric(overflow, result);
}

std::optional<absl::int128> CheckedMultiply(absl::int128 left, absl::int128 right) {
  NativeInt128 result = 0;
  const bool overflow =
      __builtin_mul_overflow(static_cast<NativeInt128>(left), static_cast<NativeInt128>(right), &result);
  return Symmetric(overflow, result);
}

absl::uint128 Magnitude(absl::int128 value) {
  const auto bits = static_cast<absl::uint128>(value);
  return value < 0 ? ~bits + 1 : bits;
}

absl::uint128 GreatestCommonDivisor(absl::uint128 left, absl::uint128 right) {
  while (right != 0) {
    if (FitsIn64Bits(left) && FitsIn64Bits(right)) {
      return std::gcd(absl::Uint128Low64(left), absl::Uint128Low64(right));
    }
    left = std::exchange(right, left % right);
  }
  return left;
}

std::strong_ordering CompareProducts(absl::uint128 a, absl::uint128 b, absl::uint128 c, absl::uint128 d) {
  if (FitsIn64Bits(a | b | c | d)) return Order(a * b, c * d);
  const Product left = Multiply(a, b);
  const Product right = Multiply(c, d);
  if (left.high != right.high) return Order(left.high, right.high);
  return Order(left.low, right.low);
}

}  // namespace clearbudget::money
