#include "services/performance/domain/weights.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace clearbudget::performance {
namespace {

Indicator Of(const std::string& level, const std::string& weight = "") {
  Indicator indicator;
  indicator.level_one = level;
  if (!weight.empty()) indicator.weight = *money::Decimal::FromText(weight);
  return indicator;
}

WeightRule Rule(bool redistribute) {
  const auto points = [](int64_t value) { return money::Ratio::FromInteger(value); };
  return {.levels = {{"output", points(50)}, {"benefit", points(30)}, {"satisfaction", points(10)}},
          .redistribute_absent_levels = redistribute,
          .decimals = 2};
}

struct Case {
  std::string what;
  std::vector<Indicator> indicators;
  bool redistribute;
  std::string weights;  // "s" behind a stated one, "-" for none.
};

std::string Described(const std::vector<Weight>& weights) {
  std::string text;
  for (const Weight& weight : weights) {
    if (!text.empty()) text += " ";
    text += weight.points.has_value() ? weight.points->ToExactText() : "-";
    if (weight.origin == WeightOrigin::kStated) text += "s";
  }
  return text;
}

TEST(WeightsTest, DistributesTheSchemesPoints) {
  const std::vector<Case> cases = {
      {"one of each level", {Of("output"), Of("benefit"), Of("satisfaction")}, true, "50 30 10"},
      {"the remainder goes to the last",
       {Of("output"), Of("output"), Of("output"), Of("benefit"), Of("satisfaction")},
       true,
       "16.66 16.66 16.68 30 10"},
      {"without satisfaction, in proportion", {Of("output"), Of("benefit")}, true, "56.25 33.75"},
      {"only satisfaction", {Of("satisfaction")}, true, "90"},
      {"without redistribution the points are lost", {Of("output"), Of("benefit")}, false, "50 30"},
      {"all stated, whatever they sum to", {Of("output", "40"), Of("benefit", "33.5")}, true, "40s 33.5s"},
      {"partly stated within a level",
       {Of("output", "20"), Of("output"), Of("output"), Of("benefit"), Of("satisfaction")},
       true,
       "20s 15 15 30 10"},
      {"a level that states less than its points leaves more to the others",
       {Of("output", "30"), Of("benefit"), Of("satisfaction")},
       true,
       "30s 45 15"},
      {"the same without redistribution",
       {Of("output", "30"), Of("benefit"), Of("satisfaction")},
       false,
       "30s 30 10"},
      {"nothing is left of a level",
       {Of("output", "50"), Of("output"), Of("benefit"), Of("satisfaction")},
       true,
       "50s 0 30 10"},
      {"nothing is left at all", {Of("output", "95"), Of("benefit")}, true, "95s 0"},
      {"a level that the scheme does not have",
       {Of("cost"), Of(""), Of("output"), Of("benefit")},
       true,
       "- - 56.25 33.75"},
      {"its stated weight counts",
       {Of("cost", "10"), Of("output"), Of("benefit"), Of("satisfaction")},
       true,
       "10s 44.44 26.66 8.9"},
      {"no indicators", {}, true, ""},
  };
  for (const Case& c : cases) {
    const auto weights = DistributeWeights(c.indicators, Rule(c.redistribute));
    ASSERT_TRUE(weights.ok()) << c.what;
    EXPECT_EQ(Described(*weights), c.weights) << c.what;
  }
}

TEST(WeightsTest, SharesOfAnyNumberOfIndicatorsSumToTheSchemesPoints) {
  for (size_t outputs = 1; outputs < 40; ++outputs) {
    std::vector<Indicator> indicators(outputs, Of("output"));
    indicators.push_back(Of("benefit"));
    const auto weights = DistributeWeights(indicators, Rule(true));
    ASSERT_TRUE(weights.ok());
    money::Ratio sum;
    for (const Weight& weight : *weights) sum = *sum.Add(*weight.points);
    EXPECT_EQ(sum, money::Ratio::FromInteger(90)) << outputs;
  }
}

}  // namespace
}  // namespace clearbudget::performance
