#include "common/money/amount.h"

#include <random>
#include <string>

#include "absl/numeric/int128.h"
#include "common/money/amount_sum.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::money {
namespace {

struct ReadCase {
  std::string text;
  int64_t fen;
  std::string canonical;
};

TEST(AmountTest, ReadsTheStrictGrammar) {
  const ReadCase cases[] = {
      {"0", 0, "0.00"},
      {"0.00", 0, "0.00"},
      {"0.5", 50, "0.50"},
      {"0.05", 5, "0.05"},
      {"-0.05", -5, "-0.05"},
      {"516000", 51600000, "516000.00"},
      {"516000.0", 51600000, "516000.00"},
      {"4620332.98", 462033298, "4620332.98"},
      {"-4000", -400000, "-4000.00"},
      {"10000000000000000", Amount::kMaxFen, "10000000000000000.00"},
      {"10000000000000000.00", Amount::kMaxFen, "10000000000000000.00"},
      {"-10000000000000000", -Amount::kMaxFen, "-10000000000000000.00"},
      {"9999999999999999.99", Amount::kMaxFen - 1, "9999999999999999.99"},
  };
  for (const ReadCase& c : cases) {
    const auto amount = Amount::FromYuanText(c.text);
    ASSERT_TRUE(amount.ok()) << c.text << ": " << amount.status();
    EXPECT_EQ(amount->fen(), c.fen) << c.text;
    EXPECT_EQ(amount->ToYuanText(), c.canonical) << c.text;
  }
}

struct RefuseCase {
  std::string text;
  NumberFault fault;
};

TEST(AmountTest, RefusesEverythingElseAndSaysWhy) {
  const RefuseCase cases[] = {
      {"", NumberFault::kEmpty},
      {" ", NumberFault::kSpace},
      {" 1", NumberFault::kSpace},
      {"1 ", NumberFault::kSpace},
      {"1\n", NumberFault::kSpace},
      {"1\t2", NumberFault::kSpace},
      {"1　000", NumberFault::kSpace},
      {"１２，３４", NumberFault::kFullWidth},
      {"12．34", NumberFault::kFullWidth},
      {"－5", NumberFault::kFullWidth},
      {"1,000.00", NumberFault::kGrouping},
      {"1e6", NumberFault::kExponent},
      {"1E+6", NumberFault::kExponent},
      {"+1", NumberFault::kPlusSign},
      {"007", NumberFault::kLeadingZero},
      {"00", NumberFault::kLeadingZero},
      {"-01", NumberFault::kLeadingZero},
      {"00.5", NumberFault::kLeadingZero},
      {"-0", NumberFault::kNegativeZero},
      {"-0.00", NumberFault::kNegativeZero},
      {".5", NumberFault::kNotANumber},
      {"5.", NumberFault::kNotANumber},
      {"-", NumberFault::kNotANumber},
      {"--1", NumberFault::kNotANumber},
      {"1.2.3", NumberFault::kNotANumber},
      {"0x10", NumberFault::kNotANumber},
      {"十", NumberFault::kNotANumber},
      {"12元", NumberFault::kNotANumber},
      {"NaN", NumberFault::kNotANumber},
      {std::string("1\0", 2), NumberFault::kNotANumber},
      {"12.345", NumberFault::kTooManyPlaces},
      {"12.340", NumberFault::kTooManyPlaces},
      {"10000000000000000.01", NumberFault::kOutOfRange},
      {"-10000000000000001", NumberFault::kOutOfRange},
      {"92233720368547758.08", NumberFault::kOutOfRange},
      {"99999999999999999999999999", NumberFault::kOutOfRange},
      {std::string(100000, '9'), NumberFault::kOutOfRange},
  };
  for (const RefuseCase& c : cases) {
    const auto amount = Amount::FromYuanText(c.text);
    ASSERT_FALSE(amount.ok()) << c.text;
    ASSERT_TRUE(NumberFaultOf(amount.status()).has_value()) << c.text;
    EXPECT_EQ(NumberFaultName(*NumberFaultOf(amount.status())), NumberFaultName(c.fault)) << c.text;
    EXPECT_LT(amount.status().message().size(), 400u) << c.text;
  }
}

TEST(AmountTest, ErrorSaysWhatWasGivenAndExpected) {
  const auto amount = Amount::FromYuanText("１２，３４");
  EXPECT_EQ(amount.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(amount.status().message()),
              testing::HasSubstr("\"１２，３４\" contains full-width"));
  EXPECT_THAT(std::string(amount.status().message()), testing::HasSubstr("such as 516000.00"));
  EXPECT_EQ(Amount::FromYuanText("10000000000000001").status().code(), absl::StatusCode::kOutOfRange);
}

TEST(AmountTest, ErrorQuotesALongTextOnACharacterBoundary) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "预";
  const auto amount = Amount::FromYuanText(text);
  EXPECT_THAT(std::string(amount.status().message()), testing::HasSubstr("预...\""));
  EXPECT_EQ(NumberFaultOf(absl::InternalError("another error")), std::nullopt);
}

TEST(AmountTest, WritesFormsForPeople) {
  struct Case {
    int64_t fen;
    std::string grouped;
    std::string wan;
  };
  const Case cases[] = {
      {0, "0.00", "0"},
      {5, "0.05", "0.000005"},
      {99999, "999.99", "0.099999"},
      {100000, "1,000.00", "0.1"},
      {189082446, "1,890,824.46", "189.082446"},
      {7000000, "70,000.00", "7"},
      {51600000, "516,000.00", "51.6"},
      {-40000000, "-400,000.00", "-40"},
      {-12345678901, "-123,456,789.01", "-12345.678901"},
      {Amount::kMaxFen, "10,000,000,000,000,000.00", "1000000000000"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(Amount::FromFen(c.fen)->ToGroupedYuanText(), c.grouped);
    EXPECT_EQ(Amount::FromFen(c.fen)->ToWanYuanText(), c.wan);
  }
}

TEST(AmountTest, ArithmeticStaysInRange) {
  const Amount most = *Amount::FromFen(Amount::kMaxFen);
  const Amount fen = *Amount::FromFen(1);
  EXPECT_EQ(most.Add(fen).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(most.Negate().Subtract(fen).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(most.Subtract(fen)->fen(), Amount::kMaxFen - 1);
  EXPECT_EQ(*most.Add(most.Negate()), Amount::Zero());
  EXPECT_EQ(most.Negate().Absolute(), most);
  EXPECT_EQ(Amount::FromFen(absl::Int128Max()).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(Amount::FromFen(absl::Int128Min()).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_LT(most.Negate(), fen);
  EXPECT_TRUE(Amount::Zero().IsZero());
  EXPECT_FALSE(Amount::Zero().IsNegative());
}

TEST(AmountSumTest, OnlyTheTotalIsChecked) {
  const Amount most = *Amount::FromFen(Amount::kMaxFen);
  AmountSum sum;
  EXPECT_EQ(*sum.Total(), Amount::Zero());
  for (int i = 0; i < 1000; ++i) sum.Add(most);
  EXPECT_EQ(sum.Total().status().code(), absl::StatusCode::kOutOfRange);
  for (int i = 0; i < 999; ++i) sum.Subtract(most);
  EXPECT_EQ(*sum.Total(), most);
  EXPECT_EQ(sum.count(), 1999);
}

// The sample's own projects, as a sum that must come out to the 分.
TEST(AmountSumTest, AddsProjects) {
  AmountSum sum;
  for (const char* text : {"150000", "200000", "150000", "16000"}) sum.Add(*Amount::FromYuanText(text));
  EXPECT_EQ(sum.Total()->ToYuanText(), "516000.00");
}

TEST(AmountPropertyTest, TextAndArithmeticAgreeWithIntegers) {
  std::mt19937_64 random(20201231);
  std::uniform_int_distribution<int64_t> any(-Amount::kMaxFen, Amount::kMaxFen);
  std::uniform_int_distribution<int> shift(0, 58);
  for (int i = 0; i < 20000; ++i) {
    const int64_t a = any(random) >> shift(random);  // all magnitudes, not only large ones
    const int64_t b = any(random);
    const Amount x = *Amount::FromFen(a);
    const Amount y = *Amount::FromFen(b);
    EXPECT_EQ(*Amount::FromYuanText(x.ToYuanText()), x);
    const absl::int128 sum = absl::int128(a) + b;
    const bool in_range = sum <= Amount::kMaxFen && sum >= -Amount::kMaxFen;
    ASSERT_EQ(x.Add(y).ok(), in_range);
    if (in_range) {
      EXPECT_EQ(x.Add(y)->fen(), sum);
    }
    EXPECT_EQ(x < y, a < b);
    std::string grouped = x.ToGroupedYuanText();
    std::erase(grouped, ',');
    EXPECT_EQ(grouped, x.ToYuanText());
  }
}

}  // namespace
}  // namespace clearbudget::money
