#include "services/performance/domain/execution_score.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/performance/testing/shipped_schemes.h"

namespace clearbudget::performance {
namespace {

using ::testing::ElementsAre;

std::optional<money::Amount> Yuan(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return *money::Amount::FromYuanText(text);
}

TEST(ExecutionScoreTest, CountsWhatWasSpentOfTheAdjustedBudget) {
  struct Case {
    std::string initial;
    std::string adjusted;
    std::string executed;
    std::string rate;
    std::string score;
  };
  const std::vector<Case> cases = {
      {"100", "", "100", "100.00", "10.00"},
      {"100", "", "110", "110.00", "10.00"},
      {"100", "", "50", "50.00", "5.00"},
      {"100", "200", "50", "25.00", "2.50"},
      {"", "200", "50", "25.00", "2.50"},
      {"350000", "350000", "348620.50", "99.61", "9.96"},
      {"540000", "", "512300", "94.87", "9.49"},
      {"100", "", "0", "0.00", "0.00"},
      {"100", "", "-5", "-5.00", "0.00"},
      {"0", "", "0", "", "10.00"},
      {"0", "", "5", "", "0.00"},
      {"100", "0", "0", "", "10.00"},
      {"", "", "5", "", ""},
      {"100", "", "", "", ""},
  };
  const auto schemes = ShippedSchemes();
  for (const Case& c : cases) {
    ProjectProgress progress;
    progress.adjusted = Yuan(c.adjusted);
    progress.executed = Yuan(c.executed);
    const auto execution =
        ScoreExecution(Yuan(c.initial), &progress, schemes->scoring(), "revision", "report");
    const std::string where = c.initial + " / " + c.adjusted + " / " + c.executed;
    EXPECT_EQ(execution.rate_percent.has_value() ? execution.rate_percent->ToDecimalText(2) : "", c.rate)
        << where;
    EXPECT_EQ(execution.score.has_value() ? execution.score->ToDecimalText(2) : "", c.score) << where;
    EXPECT_FALSE(execution.working.empty());
  }
}

TEST(ExecutionScoreTest, TellsWhatIsMissing) {
  const auto schemes = ShippedSchemes();
  const auto execution = ScoreExecution(std::nullopt, nullptr, schemes->scoring(), "revision", "report");
  EXPECT_THAT(execution.missing, ElementsAre("revision.amount.this_year", "report.executed_amount"));
  EXPECT_EQ(execution.working.chinese, "年初预算未填报，全年预算未填报，执行未填报：缺少数据，无法评价。");
}

TEST(ExecutionScoreTest, ShowsItsWorking) {
  const auto schemes = ShippedSchemes();
  ProjectProgress progress;
  progress.executed = Yuan("348620.50");
  const auto execution = ScoreExecution(Yuan("350000"), &progress, schemes->scoring(), "revision", "report");
  EXPECT_EQ(
      execution.working.chinese,
      "年初预算350,000.00元，全年预算350,000.00元，执行348,620.50元，执行率99.61%。分值10分，得9.96分。");
}

}  // namespace
}  // namespace clearbudget::performance
