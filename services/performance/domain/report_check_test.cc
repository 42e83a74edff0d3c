#include "services/performance/domain/report_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/performance/testing/shipped_schemes.h"

namespace clearbudget::performance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Indicator Of(const std::string& id, const std::string& target) {
  Indicator indicator;
  indicator.id = id;
  indicator.target_value = target;
  return indicator;
}

RevisionTargets Revision() {
  RevisionTargets revision;
  revision.name = {"990101", "201", 2026, 1};
  revision.projects.push_back(
      {.code = "P1", .name = "", .amount = {}, .indicators = {Of("1", "≥90%"), Of("2", "逐步提高")}});
  revision.duty_blocks.push_back(
      {.number = 1, .goal = "", .grading_scheme = "", .indicators = {Of("1", "")}});
  return revision;
}

IndicatorActual Judged(const std::string& id, const std::string& achievement, const std::string& judgement) {
  return {.indicator_id = id,
          .actual_value = "",
          .achievement = achievement,
          .judgement = *money::Decimal::FromText(judgement),
          .reason = ""};
}

TEST(ReportCheckTest, TakesAReportOnTheRevision) {
  ProgressReport report;
  report.projects.push_back(
      {.project = "P1", .adjusted = {}, .executed = {}, .indicators = {Judged("2", "reached", "80")}});
  report.duty_blocks.push_back({.number = 1, .indicators = {}});
  EXPECT_THAT(CheckReport(report, Revision(), *ShippedSchemes()), IsEmpty());
}

TEST(ReportCheckTest, TellsAllThatIsWrongAtOnce) {
  ProgressReport report;
  report.projects.push_back({.project = "P9", .adjusted = {}, .executed = {}, .indicators = {}});
  report.projects.push_back({.project = "P1",
                             .adjusted = {},
                             .executed = {},
                             .indicators = {Judged("1", "reached", "90"), Judged("2", "reached", "79.99"),
                                            Judged("2", "", "90"), Judged("7", "reached", "90")}});
  report.duty_blocks.push_back({.number = 4, .indicators = {}});
  report.duty_blocks.push_back(
      {.number = 1, .indicators = {Judged("1", "reached", "90"), Judged("3", "reached", "90")}});
  std::vector<std::string> paths;
  std::vector<errors::Reason> reasons;
  for (const errors::Violation& violation : CheckReport(report, Revision(), *ShippedSchemes())) {
    paths.push_back(violation.path);
    reasons.push_back(violation.reason);
    EXPECT_FALSE(violation.expected_zh.empty());
    EXPECT_FALSE(violation.expected_en.empty());
  }
  EXPECT_THAT(paths, ElementsAre("progress_report.projects[0].project",
                                 "progress_report.projects[1].indicators[0].judgement",
                                 "progress_report.projects[1].indicators[1].judgement",
                                 "progress_report.projects[1].indicators[2].judgement",
                                 "progress_report.projects[1].indicators[3].indicator_id",
                                 "progress_report.duty_blocks[0].number",
                                 "progress_report.duty_blocks[1].indicators[0].judgement",
                                 "progress_report.duty_blocks[1].indicators[1].indicator_id",
                                 "progress_report.duty_blocks[1].indicators[1].judgement"));
  using errors::Reason;
  EXPECT_THAT(reasons,
              ElementsAre(Reason::kReferenceUnknown, Reason::kNotAllowed, Reason::kInconsistent,
                          Reason::kInconsistent, Reason::kReferenceUnknown, Reason::kReferenceUnknown,
                          Reason::kNotAllowed, Reason::kReferenceUnknown, Reason::kNotAllowed));
}

}  // namespace
}  // namespace clearbudget::performance
