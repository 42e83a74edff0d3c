#include "services/performance/domain/evaluator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/performance/testing/shipped_schemes.h"

namespace clearbudget::performance {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Indicator Of(const std::string& id, const std::string& level, const std::string& target,
             const std::string& weight) {
  Indicator indicator;
  indicator.id = id;
  indicator.level_one = level;
  indicator.name = "指标" + id;
  indicator.target_value = target;
  if (!weight.empty()) indicator.weight = *money::Decimal::FromText(weight);
  return indicator;
}

RevisionTargets Revision() {
  RevisionTargets revision;
  revision.name = {"990101", "201", 2026, 1};
  Project project;
  project.code = "P1";
  project.name = "项目";
  project.amount = *money::Amount::FromYuanText("1000");
  project.indicators = {Of("1", "output", "≥10场", ""), Of("2", "benefit", "≥50%", ""),
                        Of("3", "satisfaction", "≥90%", "")};
  revision.projects.push_back(project);
  return revision;
}

ProgressReport Report() {
  ProgressReport report;
  ProjectProgress progress;
  progress.project = "P1";
  progress.executed = *money::Amount::FromYuanText("1000");
  for (const auto& [id, value] : {std::pair{"1", "8场"}, std::pair{"2", "50%"}, std::pair{"3", "90%"}}) {
    progress.indicators.push_back(
        {.indicator_id = id, .actual_value = value, .achievement = "", .judgement = {}, .reason = ""});
  }
  report.projects.push_back(progress);
  return report;
}

TEST(EvaluatorTest, SumsScoresAndExecutionAndGradesExactly90AsExcellent) {
  const auto evaluation = Evaluate(Revision(), Report(), *ShippedSchemes());
  ASSERT_TRUE(evaluation.ok());
  const ProjectEvaluation& project = evaluation->projects.front();
  EXPECT_EQ(project.indicators[0].weight_origin, WeightOrigin::kByScheme);
  EXPECT_EQ(project.indicator_score->ToDecimalText(2), "80.00");
  EXPECT_EQ(project.total_score->ToDecimalText(2), "90.00");
  EXPECT_EQ(project.grade, "excellent");
  EXPECT_EQ(project.working.chinese, "指标得分80.00 + 预算执行得分10.00 = 总分90.00，评为“优”。");
  EXPECT_THAT(project.missing, ElementsAre());
}

TEST(EvaluatorTest, WithoutAPartThereIsNoTotal) {
  ProgressReport report = Report();
  report.projects[0].indicators.pop_back();
  report.projects[0].executed.reset();
  const auto evaluation = Evaluate(Revision(), report, *ShippedSchemes());
  ASSERT_TRUE(evaluation.ok());
  const ProjectEvaluation& project = evaluation->projects.front();
  EXPECT_FALSE(project.indicator_score.has_value());
  EXPECT_FALSE(project.total_score.has_value());
  EXPECT_EQ(project.grade, "");
  EXPECT_THAT(project.missing,
              ElementsAre("progress_report.projects[project=P1].indicators[indicator_id=3].actual_value",
                          "progress_report.projects[project=P1].executed_amount"));
  EXPECT_EQ(project.working.chinese, "没有总分：3项指标中有1项无法评价，预算执行无法评价。");
}

TEST(EvaluatorTest, AProjectThatTheReportLeavesOutIsStillThere) {
  const auto evaluation = Evaluate(Revision(), {}, *ShippedSchemes());
  ASSERT_TRUE(evaluation.ok());
  ASSERT_EQ(evaluation->projects.size(), 1U);
  EXPECT_EQ(evaluation->projects[0].missing.size(), 4U);
}

TEST(EvaluatorTest, AProjectWithoutIndicatorsHasNoTotal) {
  RevisionTargets revision = Revision();
  revision.projects[0].indicators.clear();
  const auto evaluation = Evaluate(revision, Report(), *ShippedSchemes());
  ASSERT_TRUE(evaluation.ok());
  EXPECT_FALSE(evaluation->projects[0].total_score.has_value());
  EXPECT_THAT(evaluation->projects[0].missing, ElementsAre("revision.content.projects[code=P1].indicators"));
}

TEST(EvaluatorTest, SaysWhereStatedWeightsSumToSomethingElse) {
  RevisionTargets revision = Revision();
  for (Indicator& indicator : revision.projects[0].indicators)
    indicator.weight = money::Decimal::FromInteger(20);
  const auto evaluation = Evaluate(revision, Report(), *ShippedSchemes());
  ASSERT_TRUE(evaluation.ok());
  EXPECT_EQ(evaluation->projects[0].total_score->ToDecimalText(2), "66.00");
  EXPECT_THAT(evaluation->projects[0].working.chinese, HasSubstr("指标分值合计60分，评分办法规定90分。"));
}

}  // namespace
}  // namespace clearbudget::performance
