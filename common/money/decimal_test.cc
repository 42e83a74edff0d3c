#include "common/money/decimal.h"

#include <limits>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace clearbudget::money {
namespace {

TEST(DecimalTest, ReadsAndWritesTheCanonicalForm) {
  const struct {
    std::string text;
    std::string canonical;
    int scale;
  } cases[] = {
      {"0", "0", 0},
      {"0.000", "0", 0},
      {"95", "95", 0},
      {"95.0", "95", 0},
      {"1.50", "1.5", 1},
      {"100", "100", 0},
      {"-12.250", "-12.25", 2},
      {"0.123456789", "0.123456789", 9},
      {"-0.000000001", "-0.000000001", 9},
      {"9223372036854775807", "9223372036854775807", 0},
      {"9223372036.854775807", "9223372036.854775807", 9},
  };
  for (const auto& c : cases) {
    const auto value = Decimal::FromText(c.text);
    ASSERT_TRUE(value.ok()) << c.text << ": " << value.status();
    EXPECT_EQ(value->ToText(), c.canonical);
    EXPECT_EQ(value->scale(), c.scale) << c.text;
    EXPECT_EQ(*Decimal::FromText(value->ToText()), *value);
  }
}

TEST(DecimalTest, RefusesWithAFault) {
  const struct {
    std::string text;
    NumberFault fault;
  } cases[] = {
      {"", NumberFault::kEmpty},
      {"1e3", NumberFault::kExponent},
      {"95%", NumberFault::kNotANumber},
      {"９５", NumberFault::kFullWidth},
      {"0.1234567890", NumberFault::kTooManyPlaces},
      {"-0", NumberFault::kNegativeZero},
      {"9223372036854775808", NumberFault::kOutOfRange},
      {"9223372036.8547758070", NumberFault::kTooManyPlaces},
      {"92233720368.547758079", NumberFault::kOutOfRange},
  };
  for (const auto& c : cases) {
    const auto value = Decimal::FromText(c.text);
    ASSERT_FALSE(value.ok()) << c.text;
    EXPECT_EQ(NumberFaultOf(value.status()), c.fault) << c.text << ": " << value.status();
  }
}

TEST(DecimalTest, FromUnscaledKeepsNoTrailingZeros) {
  EXPECT_EQ(Decimal::FromUnscaled(9500, 2)->ToText(), "95");
  EXPECT_EQ(*Decimal::FromUnscaled(9500, 2), Decimal::FromInteger(95));
  EXPECT_EQ(*Decimal::FromUnscaled(0, 9), Decimal::Zero());
  EXPECT_EQ(Decimal::FromUnscaled(std::numeric_limits<int64_t>::min(), 9)->ToText(), "-9223372036.854775808");
  EXPECT_EQ(Decimal::FromUnscaled(1, 10).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Decimal::FromUnscaled(1, -1).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(DecimalTest, OrdersByValue) {
  const std::vector<Decimal> ascending = {
      *Decimal::FromUnscaled(std::numeric_limits<int64_t>::min(), 0),
      *Decimal::FromText("-2"),
      *Decimal::FromText("-1.999999999"),
      *Decimal::FromText("-0.5"),
      Decimal::Zero(),
      *Decimal::FromText("0.000000001"),
      *Decimal::FromText("0.1"),
      *Decimal::FromText("94.99"),
      *Decimal::FromText("95"),
      *Decimal::FromText("9223372036.854775807"),
      *Decimal::FromUnscaled(std::numeric_limits<int64_t>::max(), 0),
  };
  for (size_t i = 0; i < ascending.size(); ++i) {
    for (size_t j = 0; j < ascending.size(); ++j) {
      EXPECT_EQ(ascending[i] < ascending[j], i < j) << i << " " << j;
      EXPECT_EQ(ascending[i] == ascending[j], i == j) << i << " " << j;
    }
  }
}

}  // namespace
}  // namespace clearbudget::money
