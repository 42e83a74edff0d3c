#include "common/money/rounding.h"

#include <limits>
#include <string>

#include "gtest/gtest.h"

namespace clearbudget::money {
namespace {

struct Case {
  std::string name;
  std::string stated;
  std::string computed;
  int64_t values;
  std::string step;
  Agreement agreement;
  std::string difference;
  std::string allowance;
};

TEST(RoundingTest, TellsRoundingFromDifference) {
  const Case cases[] = {
      {"equal", "516000", "516000", 4, "0", Agreement::kExact, "0", "0"},
      {"one fen without rounding", "516000.01", "516000", 4, "0", Agreement::kDifferent, "0.01", "0"},
      {"equal in ten thousands", "70000", "70000", 4, "100", Agreement::kExact, "0", "250"},
      {"inside", "70100", "70000", 4, "100", Agreement::kRounding, "100", "250"},
      {"on the bound", "70250", "70000", 4, "100", Agreement::kRounding, "250", "250"},
      {"on the lower bound", "69750", "70000", 4, "100", Agreement::kRounding, "-250", "250"},
      {"just outside", "70250.01", "70000", 4, "100", Agreement::kDifferent, "250.01", "250"},
      {"no values: one half of the stated figure", "50", "0", 0, "100", Agreement::kRounding, "50", "50"},
      {"one value compared", "100.01", "0", 1, "100", Agreement::kDifferent, "100.01", "100"},
      {"odd step", "0.02", "0", 2, "0.01", Agreement::kDifferent, "0.02", "0.015"},
  };
  for (const Case& c : cases) {
    const auto judgement = JudgeRounding(*Amount::FromYuanText(c.stated), *Amount::FromYuanText(c.computed),
                                         c.values, *Amount::FromYuanText(c.step));
    ASSERT_TRUE(judgement.ok()) << c.name;
    EXPECT_EQ(judgement->agreement, c.agreement) << c.name;
    EXPECT_EQ(judgement->difference.ToExactText(), c.difference) << c.name;
    EXPECT_EQ(judgement->allowance.ToExactText(), c.allowance) << c.name;
  }
}

TEST(RoundingTest, WorksOnRates) {
  const Ratio share = *Ratio::FromParts(27445540, 41608880);  // 65.9608... %
  const Ratio stated = *Ratio::FromParts(6596, 10000);
  const auto judgement = JudgeRounding(stated, share, 0, *Ratio::FromParts(1, 10000));
  EXPECT_EQ(judgement->agreement, Agreement::kRounding);
  const auto finer = JudgeRounding(stated, share, 0, *Ratio::FromParts(1, 1000000));
  EXPECT_EQ(finer->agreement, Agreement::kDifferent);
}

TEST(RoundingTest, RefusesNegativeArguments) {
  const Ratio one = Ratio::FromInteger(1);
  EXPECT_EQ(JudgeRounding(one, one, -1, one).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(JudgeRounding(one, one, 1, one.Negate()).status().code(), absl::StatusCode::kInvalidArgument);
  const Ratio most = *Ratio::FromParts(absl::Int128Max(), 1);
  EXPECT_EQ(JudgeRounding(most, one, std::numeric_limits<int64_t>::max(), most).status().code(),
            absl::StatusCode::kOutOfRange);
}

}  // namespace
}  // namespace clearbudget::money
