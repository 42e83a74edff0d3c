#include "common/money/ratio.h"

#include <limits>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace clearbudget::money {
namespace {

Ratio Parts(absl::int128 numerator, absl::int128 denominator) {
  return Ratio::FromParts(numerator, denominator).value();
}

TEST(RatioTest, IsKeptInLowestTerms) {
  EXPECT_EQ(Parts(6, -4), Parts(-3, 2));
  EXPECT_EQ(Parts(0, -7), Ratio());
  EXPECT_EQ(Parts(0, 7).denominator(), 1);
  EXPECT_EQ(Parts(-10, 5), Ratio::FromInteger(-2));
  EXPECT_EQ(Ratio::FromParts(1, 0).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Ratio::FromParts(absl::Int128Min(), 1).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(Ratio::FromParts(1, absl::Int128Min()).status().code(), absl::StatusCode::kOutOfRange);
}

TEST(RatioTest, ComesFromAmountsAndDecimals) {
  EXPECT_EQ(Ratio::FromAmount(*Amount::FromYuanText("4620332.98")).ToExactText(), "4620332.98");
  EXPECT_EQ(Ratio::FromAmount(*Amount::FromYuanText("-0.50")), Parts(-1, 2));
  EXPECT_EQ(Ratio::FromAmount(Amount::Zero()), Ratio());
  EXPECT_EQ(Ratio::FromAmount(*Amount::FromYuanText("516000")), Ratio::FromInteger(516000));
  EXPECT_EQ(Ratio::FromDecimal(*Decimal::FromText("0.125")), Parts(1, 8));
  EXPECT_EQ(Ratio::FromDecimal(*Decimal::FromText("-95")), Ratio::FromInteger(-95));
  const auto lowest = Decimal::FromUnscaled(std::numeric_limits<int64_t>::min(), 9);
  EXPECT_EQ(Ratio::FromDecimal(*lowest).ToExactText(), "-9223372036.854775808");
}

TEST(RatioTest, ComputesExactly) {
  EXPECT_EQ(*Parts(1, 3).Add(Parts(1, 6)), Parts(1, 2));
  EXPECT_EQ(*Parts(1, 3).Subtract(Parts(1, 3)), Ratio());
  EXPECT_EQ(*Parts(1, 2).Subtract(Parts(5, 6)), Parts(-1, 3));
  EXPECT_EQ(*Parts(-2, 3).Multiply(Parts(9, 4)), Parts(-3, 2));
  EXPECT_EQ(*Ratio().Multiply(Parts(9, 4)), Ratio());
  EXPECT_EQ(*Parts(1, 2).Divide(Parts(-3, 4)), Parts(-2, 3));
  EXPECT_EQ(Parts(1, 2).Divide(Ratio()).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Parts(-1, 2).Absolute(), Parts(1, 2));
}

TEST(RatioTest, ReportsOverflow) {
  const Ratio most = Parts(absl::Int128Max(), 1);
  const Ratio least_part = Parts(1, absl::Int128Max());
  EXPECT_EQ(most.Add(Ratio::FromInteger(1)).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(most.Negate().Subtract(Ratio::FromInteger(1)).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(most.Multiply(Ratio::FromInteger(2)).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(least_part.Divide(Ratio::FromInteger(2)).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(least_part.Add(Parts(1, 2)).status().code(), absl::StatusCode::kOutOfRange);
  // Factors are cancelled before they are multiplied, so these fit.
  EXPECT_EQ(*most.Multiply(least_part), Ratio::FromInteger(1));
  EXPECT_EQ(*least_part.Add(least_part), Parts(2, absl::Int128Max()));
  EXPECT_EQ(*most.Subtract(most), Ratio());
}

TEST(RatioTest, OrdersExactlyWhereProductsExceed128Bits) {
  const absl::int128 big = absl::Int128Max();
  const std::vector<Ratio> ascending = {
      Parts(-big, 1),
      Parts(-big, big - 1),
      Ratio::FromInteger(-1),
      Parts(-(big - 1), big),
      Parts(-(big - 2), big - 1),
      Parts(-1, big),
      Ratio(),
      Parts(1, big),
      Parts(1, big - 1),
      Parts(1, 3),
      Parts(1, 2),
      Parts(big - 2, big - 1),
      Parts(big - 1, big),
      Ratio::FromInteger(1),
      Parts(big, big - 1),
      Parts(big - 1, big - 2),
      Parts(big, 1),
  };
  for (size_t i = 0; i < ascending.size(); ++i) {
    for (size_t j = 0; j < ascending.size(); ++j) {
      EXPECT_EQ(ascending[i] < ascending[j], i < j) << i << " " << j;
      EXPECT_EQ(ascending[i] == ascending[j], i == j) << i << " " << j;
      EXPECT_EQ((ascending[i] <=> ascending[j]) == 0, i == j) << i << " " << j;
    }
  }
}

TEST(RatioTest, RoundsHalfAwayFromZero) {
  const struct {
    Ratio value;
    int places;
    std::string text;
  } cases[] = {
      {Ratio(), 0, "0"},
      {Ratio(), 2, "0.00"},
      {Parts(2, 3), 2, "0.67"},
      {Parts(-2, 3), 2, "-0.67"},
      {Parts(1, 2), 0, "1"},
      {Parts(-1, 2), 0, "-1"},
      {Parts(49, 100), 0, "0"},
      {Parts(-49, 100), 0, "0"},
      {Parts(-1, 1000), 2, "0.00"},
      {Parts(1, 200), 2, "0.01"},
      {Parts(9995, 1000), 2, "10.00"},
      {Parts(99949, 10000), 2, "9.99"},
      {Parts(9999999, 10), 0, "1000000"},
      {Parts(27445540, 41608880), 4, "0.6596"},
      {Parts(1, 3), 18, "0.333333333333333333"},
      {Parts(absl::Int128Max(), 1), 2, "170141183460469231731687303715884105727.00"},
      {Parts(1, absl::Int128Max()), 18, "0.000000000000000000"},
      {Parts(absl::Int128Max() - 1, absl::Int128Max()), 18, "1.000000000000000000"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(c.value.ToDecimalText(c.places), c.text);
    const auto rounded = c.value.RoundHalfUp(c.places);
    if (rounded.ok()) {
      EXPECT_EQ(rounded->ToDecimalText(c.places), c.text);
    }
  }
  EXPECT_EQ(*Parts(-5, 1000).RoundHalfUp(2), Parts(-1, 100));
  EXPECT_EQ(Parts(1, 3).RoundHalfUp(19).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Parts(1, 3).ToDecimalText(-1), "0");
  EXPECT_EQ(Parts(1, 3).ToDecimalText(99), "0.333333333333333333");
}

TEST(RatioTest, FloorGoesTowardsMinusInfinity) {
  EXPECT_EQ(*Parts(2, 3).FloorTo(2), Parts(66, 100));
  EXPECT_EQ(*Parts(-2, 3).FloorTo(2), Parts(-67, 100));
  EXPECT_EQ(*Ratio::FromInteger(-2).FloorTo(0), Ratio::FromInteger(-2));
  EXPECT_EQ(*Parts(-5, 10).FloorTo(1), Parts(-5, 10));
  EXPECT_EQ(Parts(1, 3).FloorTo(-1).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Parts(absl::Int128Max(), 1).FloorTo(2).status().code(), absl::StatusCode::kOutOfRange);
}

TEST(RatioTest, WritesItselfWithoutLoss) {
  EXPECT_EQ(Ratio().ToExactText(), "0");
  EXPECT_EQ(Parts(1, 8).ToExactText(), "0.125");
  EXPECT_EQ(Parts(-7, 5).ToExactText(), "-1.4");
  EXPECT_EQ(Parts(-2, 3).ToExactText(), "-2/3");
  EXPECT_EQ(Parts(1, absl::int128(1) << 18).ToExactText(), "0.000003814697265625");
  EXPECT_EQ(Parts(1, absl::int128(1) << 19).ToExactText(), "1/524288");
}

TEST(RatioTest, ConvertsBackOnlyWithoutLoss) {
  EXPECT_EQ(Parts(1, 4).ToAmount()->ToYuanText(), "0.25");
  EXPECT_EQ(Parts(-3, 50).ToAmount()->ToYuanText(), "-0.06");
  EXPECT_EQ(Parts(1, 8).ToAmount().status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Parts(absl::Int128Max(), 1).ToAmount().status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(Parts(1, 8).ToRoundedAmount()->ToYuanText(), "0.13");
  EXPECT_EQ(Parts(-1, 8).ToRoundedAmount()->ToYuanText(), "-0.13");
  EXPECT_EQ(*Ratio::FromInteger(-7).ToInteger(), -7);
  EXPECT_EQ(Parts(1, 2).ToInteger().status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Parts(absl::Int128Max(), 1).ToInteger().status().code(), absl::StatusCode::kOutOfRange);
}

}  // namespace
}  // namespace clearbudget::money
