// Ratio against plain 128-bit integers, over a fixed sequence of values.
#include <compare>
#include <cstdint>
#include <random>

#include "common/money/ratio.h"
#include "common/money/wide_arithmetic.h"
#include "gtest/gtest.h"

namespace clearbudget::money {
namespace {

using absl::int128;

constexpr int kRounds = 50000;

class Values {
 public:
  // Of any magnitude up to `bits`, small ones as often as large ones.
  int64_t Signed(int bits) {
    const int64_t magnitude = static_cast<int64_t>(engine_() >> (64 - bits));
    const int64_t value = magnitude >> (engine_() % static_cast<uint64_t>(bits));
    return engine_() % 2 == 0 ? value : -value;
  }
  int64_t Positive(int bits) {
    const int64_t value = Signed(bits);
    return value == 0 ? 1 : (value < 0 ? -value : value);
  }
  int128 Wide() {
    const int128 value = absl::MakeInt128(static_cast<int64_t>(engine_() >> 1), engine_());
    return (engine_() % 2 == 0 ? value : -value) >> static_cast<int>(engine_() % 100);
  }

 private:
  std::mt19937_64 engine_{20201231};
};

// Parts of 30 bits keep every cross product of the reference inside 128 bits.
TEST(RatioPropertyTest, ArithmeticAgreesWithIntegers) {
  Values values;
  for (int i = 0; i < kRounds; ++i) {
    const int128 a = values.Signed(30), b = values.Positive(30);
    const int128 c = values.Signed(30), d = values.Positive(30);
    const Ratio x = *Ratio::FromParts(a, b);
    const Ratio y = *Ratio::FromParts(c, d);
    ASSERT_EQ(*x.Add(y), *Ratio::FromParts(a * d + c * b, b * d));
    ASSERT_EQ(*x.Subtract(y), *Ratio::FromParts(a * d - c * b, b * d));
    ASSERT_EQ(*x.Multiply(y), *Ratio::FromParts(a * c, b * d));
    if (c != 0) {
      ASSERT_EQ(*x.Divide(y), *Ratio::FromParts(a * d, b * c));
    }
    ASSERT_EQ(x < y, a * d < c * b);
    ASSERT_EQ(x == y, a * d == c * b);
    ASSERT_EQ(GreatestCommonDivisor(Magnitude(x.numerator()), Magnitude(x.denominator())), 1u);
    ASSERT_GT(x.denominator(), 0);
  }
}

TEST(RatioPropertyTest, RoundingAgreesWithIntegers) {
  Values values;
  for (int i = 0; i < kRounds; ++i) {
    const int128 a = values.Signed(50), b = values.Positive(40);
    const Ratio x = *Ratio::FromParts(a, b);
    // Half-up on magnitudes: floor((2 * 100|a| + b) / 2b) hundredths.
    const int128 magnitude = a < 0 ? -a : a;
    const int128 hundredths = (magnitude * 200 + b) / (b * 2);
    const Ratio expected = *Ratio::FromParts(a < 0 ? -hundredths : hundredths, 100);
    ASSERT_EQ(*x.RoundHalfUp(2), expected);
    ASSERT_EQ(x.ToDecimalText(2), expected.ToDecimalText(2));
    const Ratio floor = *x.FloorTo(2);
    ASSERT_LE(floor, x);
    ASSERT_GT(*floor.Add(*Ratio::FromParts(1, 100)), x);
  }
}

// Any values at all: what succeeds is consistent, what does not says so.
TEST(RatioPropertyTest, WideValuesAreConsistentOrRefused) {
  Values values;
  int computed = 0;
  for (int i = 0; i < kRounds; ++i) {
    const int128 denominator = values.Wide(), other_denominator = values.Wide();
    if (denominator == 0 || other_denominator == 0) continue;
    const Ratio x = *Ratio::FromParts(values.Wide(), denominator);
    const Ratio y = *Ratio::FromParts(values.Wide(), other_denominator);
    ASSERT_EQ(x<y, y> x);
    ASSERT_EQ(x == y, !(x < y) && !(y < x));
    ASSERT_EQ(x.Negate() < y.Negate(), y < x);
    const auto difference = x.Subtract(y);
    if (difference.ok()) {
      ++computed;
      ASSERT_EQ(difference->IsNegative(), x < y);
      ASSERT_EQ(difference->IsZero(), x == y);
    } else {
      ASSERT_EQ(difference.status().code(), absl::StatusCode::kOutOfRange);
    }
    const auto product = x.Multiply(y);
    if (product.ok() && !y.IsZero()) {
      ASSERT_EQ(*product->Divide(y), x);
    }
  }
  EXPECT_GT(computed, kRounds / 20);
}

TEST(RatioPropertyTest, ComparesAreConsistentWithIntegerPartsBeyond128Bits) {
  Values values;
  for (int i = 0; i < kRounds; ++i) {
    const int128 a = values.Wide(), b = values.Wide();
    if (a <= 1 || b <= 1) continue;
    // a/(a+1) < b/(b+1) exactly when a < b; the cross products need up to 254 bits.
    ASSERT_EQ(*Ratio::FromParts(a - 1, a) < *Ratio::FromParts(b - 1, b), a < b);
  }
}

}  // namespace
}  // namespace clearbudget::money
