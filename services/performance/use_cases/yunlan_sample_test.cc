// The invented department of deploy/samples: its year of progress, evaluated as shipped.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "clearbudget/budget/v1/budget_service.pb.h"
#include "clearbudget/performance/v1/performance_service.pb.h"
#include "common/contract/document_reader.h"
#include "services/performance/conversion/report_message.h"
#include "services/performance/conversion/revision_message.h"
#include "services/performance/domain/evaluator.h"
#include "services/performance/domain/report_check.h"
#include "services/performance/testing/shipped_schemes.h"

namespace clearbudget::performance {
namespace {

template <typename Message>
Message ReadSample(const std::string& file) {
  std::ifstream stream(std::string(CLEARBUDGET_SOURCE_DIR "/deploy/samples/yunlan-culture-2026/") + file);
  std::ostringstream text;
  text << stream.rdbuf();
  Message message;
  const auto problems = contract::ReadDocument(text.str(), contract::Notation::kYaml, message);
  EXPECT_TRUE(problems.empty()) << problems.ToStatus();
  return message;
}

RevisionTargets SampleRevision() {
  const auto request = ReadSample<budget::v1::CreateBudgetRequest>("budget.yaml");
  const names::RevisionName name{"990101", "201", 2026, 1};
  budget::v1::BudgetRevision message;
  message.set_name(name.ToText());
  message.set_state(budget::v1::REVISION_STATE_APPROVED);
  *message.mutable_content() = request.budget().content();
  message.set_demonstration(request.budget().demonstration());
  auto revision = RevisionFrom(name, message);
  EXPECT_TRUE(revision.ok()) << revision.status();
  return *std::move(revision);
}

// The workings are recorded, so that a person can read them in the XML report of the run.
TEST(YunlanSampleTest, EveryIndicatorIsJudgedAndEveryProjectGraded) {
  const RevisionTargets revision = SampleRevision();
  const auto report = NewReportFrom(ReadSample<v1::WriteProgressReportRequest>("progress.yaml"));
  ASSERT_TRUE(report.ok()) << report.status();
  const auto schemes = ShippedSchemes();
  EXPECT_TRUE(CheckReport(report->report, revision, *schemes).empty());
  const auto evaluation = Evaluate(revision, report->report, *schemes);
  ASSERT_TRUE(evaluation.ok()) << evaluation.status();

  std::string totals;
  for (const ProjectEvaluation& project : evaluation->projects) {
    for (const IndicatorEvaluation& indicator : project.indicators) {
      EXPECT_TRUE(indicator.score.has_value()) << indicator.working.chinese;
      RecordProperty(project.project + "-" + indicator.indicator_id,
                     indicator.target_reading.chinese + " | " + indicator.working.chinese + " | " +
                         indicator.target_reading.english + " | " + indicator.working.english);
    }
    ASSERT_TRUE(project.total_score.has_value()) << project.working.chinese;
    RecordProperty(project.project, project.execution.working.chinese + " | " + project.working.chinese +
                                        " | " + project.execution.working.english + " | " +
                                        project.working.english);
    totals += project.total_score->ToDecimalText(2) + project.grade_name + " ";
  }
  EXPECT_EQ(totals, "99.08优 97.79优 95.78优 94.93优 ");
  std::string grades;
  for (const DutyBlockEvaluation& block : evaluation->duty_blocks) {
    for (const IndicatorEvaluation& indicator : block.indicators) {
      grades += indicator.grade_name;
      RecordProperty("duty-" + std::to_string(block.number) + "-" + indicator.indicator_id,
                     indicator.target_reading.chinese + " | " + indicator.working.chinese + " | " +
                         indicator.working.english);
    }
  }
  EXPECT_EQ(grades, "优优良优优中");
}

}  // namespace
}  // namespace clearbudget::performance
