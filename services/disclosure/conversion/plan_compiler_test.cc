#include "services/disclosure/conversion/plan_compiler.h"

#include "clearbudget/performance/v1/evaluation.pb.h"
#include "clearbudget/type/v1/finding.pb.h"
#include "common/pack/pack_folders.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "services/disclosure/conversion/report_record.h"
#include "services/disclosure/conversion/view_message.h"
#include "services/disclosure/testing/composed.h"
#include "services/disclosure/writers/writer_table.h"

namespace clearbudget::disclosure {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

TEST(CompilePlan, TellsEverythingThatIsWrongWithItsPlace) {
  const auto plan = PlanOf(SmallPack(R"pb(
    outlines {
      id: "statement"
      title: "{$yeer}"
      sections {
        id: "a"
        when: "count(lines)"
        numbering: "甲、"
        blocks { table: "none" }
        blocks {
          each: "department"
          paragraph { fragments { text: "{texd}" } }
        }
        blocks {}
        blocks { table: "t" }
      }
    }
    tables {
      key: "t"
      columns { width: 1 }
      panels {
        column_count: 2
        row_groups {
          codes { classification: "colour" }
          cells { text: "a" value: "1" format: "euro" align: "up" }
        }
      }
    }
  )pb"));
  EXPECT_EQ(plan.status().code(), absl::StatusCode::kInvalidArgument);
  const std::string message(plan.status().message());
  for (const char* expected : {
           "small, outline statement, title: ",
           "section a, when: ",
           "section a, numbering: numbering '甲、' must hold one 一 or one 1",
           "section a, block 1: the pack has no table 'none'",
           "section a, block 2, each: ",
           "section a, block 3: the block holds nothing",
           "table t: its panels fill 2 columns, but it has 1",
           "codes: the pack has no list 'colour'",
           "cell 1: a cell has a text or a value, not both",
           "cell 1, format: 'euro' is not one of 'amount', 'amount_plain', 'number', 'percent'",
           "cell 1, align: 'up' is not one of 'left', 'center', 'right'",
       }) {
    EXPECT_THAT(message, HasSubstr(expected));
  }
}

TEST(CompilePlan, NeedsTheDefaultOutline) {
  EXPECT_THAT(std::string(PlanOf(SmallPack("")).status().message()), HasSubstr("'statement' is not there"));
}

class ShippedPacks : public ::testing::Test {
 protected:
  static std::shared_ptr<const StatementPlan> Plan(std::string_view id) {
    auto packs = pack::LoadPacks(std::string(CLEARBUDGET_SOURCE_DIR) + "/deploy/packs");
    EXPECT_TRUE(packs.ok()) << packs.status();
    for (const auto& pack : *packs) {
      if (pack->id() != id) continue;
      auto plan = CompilePlan(pack);
      EXPECT_TRUE(plan.ok()) << plan.status();
      return *plan;
    }
    return nullptr;
  }
};

TEST_F(ShippedPacks, CompileWhereTheyHaveAnOutline) {
  auto packs = pack::LoadPacks(std::string(CLEARBUDGET_SOURCE_DIR) + "/deploy/packs");
  ASSERT_TRUE(packs.ok()) << packs.status();
  for (const auto& pack : *packs) {
    if (pack->content().default_outline().empty()) continue;
    const auto plan = CompilePlan(pack);
    ASSERT_TRUE(plan.ok()) << plan.status();
    EXPECT_TRUE((*plan)->evaluation_annex.has_value()) << pack->id();
    EXPECT_TRUE((*plan)->findings_annex.has_value()) << pack->id();
  }
}

TEST_F(ShippedPacks, ShowEvaluationsAndFindingsInAnnexes) {
  clearbudget::performance::v1::Evaluation evaluation;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"pb(
        name: "regions/990101/agencies/301/budgets/2026/revisions/1/evaluations/1"
        demonstration: true
        projects {
          project: "P1"
          project_name: "防火巡护费"
          indicators {
            indicator_name: "巡护里程"
            target_value: "≥12000公里"
            actual_value: "12600公里"
            weight: "45"
            outcome: EVALUATION_OUTCOME_REACHED
            score: "45"
            working { chinese: "12600 ≥ 12000，得满分45分" }
          }
          indicators { indicator_name: "群众满意度" outcome: EVALUATION_OUTCOME_INSUFFICIENT_DATA }
          missing: "projects[0].indicators[1].actual_value"
        }
        duty_blocks {
          number: 1
          goal: "守住防火底线"
          indicators { indicator_name: "值班到位率" grade_name: "优" }
        }
      )pb",
      &evaluation));
  clearbudget::type::v1::CheckReport report;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"pb(
        pack: "small"
        passed_count: 40
        findings {
          rule_id: "r"
          severity: SEVERITY_WARNING
          outcome: OUTCOME_FAIL
          title { chinese: "指标应有目标值" }
          message { chinese: "1个指标没有目标值。" }
          explanation: "明年补充。"
        }
      )pb",
      &report));
  const auto evaluated = FromMessage(evaluation);
  ASSERT_TRUE(evaluated.ok()) << evaluated.status();
  DisclosableRevision revision = RevisionOf("");
  revision.report =
      std::make_shared<const facts::Record>(ReportRecord(report, **ReportCatalogue(*report.descriptor())));
  const auto statement = ComposeStatement(*Plan("cn-hebei-2020"), revision, &*evaluated, true);
  ASSERT_TRUE(statement.ok()) << statement.status();
  EXPECT_EQ(statement->document.banner, "演示数据") << "the progress is invented, though the budget is not";
  const std::string text = *FindWriter("text")->write(statement->document);
  for (const char* expected :
       {"绩效评价情况", "1、防火巡护费（P1）", "12600 ≥ 12000", "达到", "资料不足",
        "因缺少以下资料而不能得出总分：projects[0].indicators[1].actual_value", "1、守住防火底线",
        "值班到位率", "审核情况", "通过40项", "指标应有目标值", "提醒", "部门说明：明年补充。"}) {
    EXPECT_THAT(text, HasSubstr(expected));
  }
  EXPECT_TRUE(FindWriter("html")->write(statement->document).ok());
}

}  // namespace
}  // namespace clearbudget::disclosure
