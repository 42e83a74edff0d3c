#include "services/performance/domain/duty_grade.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/performance/testing/shipped_schemes.h"

namespace clearbudget::performance {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

DutyBlock BlockWith(const std::string& target) {
  DutyBlock block;
  block.number = 2;
  block.goal = "监督";
  block.grading_scheme = "completion-100-95-90";
  Indicator indicator;
  indicator.id = "1";
  indicator.name = "完成率";
  indicator.target_value = target;
  block.indicators.push_back(indicator);
  return block;
}

IndicatorEvaluation Graded(const DutyBlock& block, const std::string& actual_value) {
  DutyBlockProgress progress;
  progress.number = block.number;
  progress.indicators.push_back(
      {.indicator_id = "1", .actual_value = actual_value, .achievement = "", .judgement = {}, .reason = ""});
  const DutyBlockEvaluation evaluated = GradeDutyBlock(block, &progress, *ShippedSchemes(), 2020);
  return evaluated.indicators.front();
}

TEST(DutyGradeTest, GradesCompletionWithoutGaps) {
  struct Case {
    std::string target;
    std::string actual;
    std::string grade;
  };
  const std::vector<Case> cases = {
      {"", "104%", "优"},
      {"", "100%", "优"},
      {"", "99.99%", "良"},
      {"", "95%", "良"},
      {"", "94.99%", "中"},
      {"", "90%", "中"},
      {"", "89.99%", "差"},
      {"", "0%", "差"},
      {"≥60场", "60场", "优"},
      {"≥60场", "57场", "良"},
      {"=20件", "19件", "良"},
      {"100%", "95%", "良"},
      {"≥75%", "80%", "差"},
      {"", "57场", ""},
      {"≤60天", "57天", ""},
      {"", "已完成", ""},
      {"", "", ""},
      {"≥60场", "57次", ""},
      {"", "99.9999%", "良"},
  };
  for (const Case& c : cases) {
    const IndicatorEvaluation graded = Graded(BlockWith(c.target), c.actual);
    EXPECT_EQ(graded.grade_name, c.grade) << c.target << " / " << c.actual;
    EXPECT_FALSE(graded.score.has_value());
    EXPECT_FALSE(graded.weight.has_value());
    if (!c.grade.empty()) {
      EXPECT_EQ(graded.outcome == Outcome::kReached, c.grade == "优");
    }
  }
}

TEST(DutyGradeTest, RecordsTheReadingAndTheWorking) {
  const DutyBlock block = BlockWith("");
  const DutyBlockEvaluation nothing = GradeDutyBlock(block, nullptr, *ShippedSchemes(), 2020);
  EXPECT_THAT(nothing.reading.chinese, HasSubstr("不低于100%为优"));
  EXPECT_EQ(nothing.indicators.front().outcome, Outcome::kInsufficientData);
  EXPECT_THAT(nothing.indicators.front().missing,
              ElementsAre("progress_report.duty_blocks[number=2].indicators[indicator_id=1].actual_value"));
  EXPECT_EQ(Graded(block, "92.5%").working.chinese, "实际“92.5%”，完成92.5%，评为“中”。");
  EXPECT_EQ(Graded(BlockWith("≥60场"), "57场").working.english,
            "Actual \"57场\", completed 95 %, graded good (良).");
}

TEST(DutyGradeTest, WithoutASchemeNothingIsGraded) {
  DutyBlock block = BlockWith("");
  block.grading_scheme = "";
  const IndicatorEvaluation graded = Graded(block, "100%");
  EXPECT_EQ(graded.outcome, Outcome::kInsufficientData);
  EXPECT_THAT(graded.missing,
              ElementsAre("revision.content.targets.duty_indicator_blocks[number=2].grading_scheme"));
}

}  // namespace
}  // namespace clearbudget::performance
