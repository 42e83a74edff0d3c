#include "services/disclosure/domain/composer.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/disclosure/testing/composed.h"

namespace clearbudget::disclosure {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// An outline with what stands inside it.
std::string OutlineWith(const std::string& inside) {
  return "outlines { id: \"statement\" title: \"{$agency_full_name}{$year}年预算\" " + inside + " }";
}

constexpr char kDuties[] = R"pb(
  department {
    duties { number: 1 text: "拟订规划。" }
    duties { number: 2 text: "组织防火。" }
  }
)pb";

TEST(Composer, NumbersSiblingsThatAreThere) {
  const Statement statement =
      Composed(OutlineWith(R"pb(
                 sections { id: "a" heading: "甲" numbering: "一、" }
                 sections { id: "b" heading: "乙" numbering: "一、" when: "stated(department.introduction)" }
                 sections {
                   id: "c"
                   heading: "丙"
                   numbering: "一、"
                   sections { id: "d" heading: "丁" numbering: "第一部分" }
                   sections { id: "e" heading: "戊" numbering: "第一部分" }
                 }
                 sections { id: "f" heading: "附" }
               )pb"),
               "");
  EXPECT_EQ(statement.document.title, "云川县林业和草原局2026年预算");
  EXPECT_THAT(BodyLines(statement), ElementsAre("一、甲", "二、丙", "第一部分 丁", "第二部分 戊", "附"));
}

TEST(Composer, ListsCountFromOneAndOthersGoOn) {
  const Statement statement = Composed(OutlineWith(R"pb(
                                         sections {
                                           id: "a"
                                           heading: "甲"
                                           blocks {
                                             each: "department.duties"
                                             numbering: "（一）"
                                             paragraph { fragments { text: "{text}" } }
                                           }
                                           blocks {
                                             each: "department.duties"
                                             numbering: "（一）"
                                             paragraph { fragments { text: "又：{text}" } }
                                           }
                                           blocks { numbering: "1、" minor_heading: "收入" }
                                           blocks {
                                             group {
                                               blocks {
                                                 numbering: "1、"
                                                 paragraph { fragments { text: "支出" } }
                                               }
                                             }
                                           }
                                           blocks {
                                             numbering: "1、"
                                             paragraph { fragments { text: "{department.introduction}" } }
                                           }
                                           blocks {
                                             numbering: "1、"
                                             paragraph { fragments { text: "其他" } }
                                           }
                                         }
                                       )pb"),
                                       kDuties);
  EXPECT_THAT(BodyLines(statement),
              ElementsAre("甲", "（一）拟订规划。", "（二）组织防火。", "（一）又：拟订规划。",
                          "（二）又：组织防火。", "1、收入", "2、支出", "3、其他"));
}

TEST(Composer, GroupsOfAListCountAnewAndCarryTheirNumberAtTheirHead) {
  const Statement statement = Composed(OutlineWith(R"pb(
                                         sections {
                                           id: "a"
                                           heading: "甲"
                                           blocks {
                                             each: "targets.safeguards"
                                             numbering: "（一）"
                                             group {
                                               blocks { minor_heading: "{heading}" }
                                               blocks {
                                                 each: "measures"
                                                 numbering: "1."
                                                 paragraph { fragments { text: "{text}" } }
                                               }
                                             }
                                           }
                                         }
                                       )pb"),
                                       R"pb(
                                         targets {
                                           safeguards {
                                             number: 1
                                             heading: "组织"
                                             measures { number: 1 text: "值班" }
                                             measures { number: 2 text: "巡查" }
                                           }
                                           safeguards {
                                             number: 2
                                             heading: "资金"
                                             measures { number: 1 text: "专账" }
                                           }
                                         }
                                       )pb");
  EXPECT_THAT(BodyLines(statement),
              ElementsAre("甲", "（一）组织", "1.值班", "2.巡查", "（二）资金", "1.专账"));
}

TEST(Composer, MakesOneSectionARecord) {
  const Statement statement = Composed(OutlineWith(R"pb(
                                         sections {
                                           id: "project"
                                           heading: "{name}绩效目标"
                                           numbering: "1、"
                                           each: "projects"
                                           when: "stated(purpose)"
                                           blocks { paragraph { fragments { text: "{purpose}" } } }
                                         }
                                       )pb"),
                                       R"pb(
                                         projects { code: "P1" name: "防火" purpose: "购置器材" }
                                         projects { code: "P2" name: "无用途" }
                                         projects { code: "P3" name: "种草" purpose: "购置草种" }
                                       )pb");
  EXPECT_THAT(BodyLines(statement),
              ElementsAre("1、防火绩效目标", "购置器材", "2、种草绩效目标", "购置草种"));
  ASSERT_EQ(statement.document.sections.size(), 2U);
  EXPECT_EQ(statement.document.sections[0].id, "project");
  EXPECT_EQ(statement.document.sections[1].id, "project-2");
}

TEST(Composer, SplitsTextsAtLineFeeds) {
  const Statement statement = Composed(OutlineWith(R"pb(
                                         opening {
                                           numbering: "1、"
                                           paragraph { fragments { text: "{department.introduction}" } }
                                         }
                                       )pb"),
                                       "department { introduction: \"第一段。\\n第二段。\\n\" }");
  EXPECT_THAT(BodyLines(statement), ElementsAre("1、第一段。", "第二段。"));
}

TEST(Composer, SaysWhatIsNotStatedAndListsThePlace) {
  const Statement statement =
      Composed(OutlineWith(R"pb(
                 sections {
                   id: "t"
                   heading: "三公经费"
                   numbering: "一、"
                   blocks {
                     paragraph {
                       fragments { text: "接待费{three_public.reception.this_year}元，" not_stated: "未列示" }
                       fragments { text: "出国费{three_public.abroad.this_year}元" not_stated: "未列示" }
                       fragments { text: "（{three_public.abroad.change_reason}）" }
                       fragments { text: "。" }
                     }
                   }
                 }
               )pb"),
               "three_public { reception { this_year: \"10000\" } }");
  EXPECT_THAT(BodyLines(statement), ElementsAre("一、三公经费", "接待费10000元，出国费未列示元。"));
  EXPECT_THAT(statement.insufficient_places, ElementsAre("一、三公经费：three_public.abroad.this_year"));
}

TEST(Composer, FiguresKnowTheirFacts) {
  const Statement statement =
      Composed(OutlineWith(R"pb(
                 sections {
                   id: "p"
                   heading: "{name}"
                   each: "projects"
                   blocks { paragraph { fragments { text: "共{amount.this_year}元" } fragments { each: "indicators" text: "，{weight}分" } } }
                 }
               )pb"),
               "projects { code: \"P1\" name: \"防火\" amount { this_year: \"380000.50\" } "
                                     "indicators { indicator_id: \"1\" name: \"里程\" weight: \"45\" } }");
  const auto& paragraph = std::get<Paragraph>(statement.document.sections.at(0).blocks.at(0));
  ASSERT_EQ(paragraph.text.size(), 5U);
  ASSERT_TRUE(paragraph.text[1].figure.has_value());
  EXPECT_EQ(paragraph.text[1].text, "380000.50");
  EXPECT_EQ(paragraph.text[1].figure->fact, "projects[0].amount.this_year");
  EXPECT_EQ(paragraph.text[1].figure->value, "380000.50");
  EXPECT_EQ(paragraph.text[1].figure->unit, "元");
  ASSERT_TRUE(paragraph.text[3].figure.has_value());
  EXPECT_EQ(paragraph.text[3].figure->fact, "projects[0].indicators[0].weight");
}

TEST(Composer, TellsWhatTheStatementRestsOn) {
  const Statement statement = Composed(OutlineWith(""), "");
  ASSERT_GE(statement.document.origin.size(), 6U);
  EXPECT_EQ(statement.document.origin[0].value, "regions/990101/agencies/301/budgets/2026/revisions/1");
  EXPECT_EQ(statement.document.origin[1].value, "已批准");
  EXPECT_EQ(statement.document.origin[2].value, "年初预算");
  EXPECT_THAT(statement.document.origin[5].value, HasSubstr("small cb1:sha256:"));
  EXPECT_THAT(statement.document.banner, IsEmpty());
}

TEST(Composer, MarksWhatIsInvented) {
  auto plan = PlanOf(SmallPack(OutlineWith("")));
  ASSERT_TRUE(plan.ok()) << plan.status();
  DisclosableRevision revision = RevisionOf("");
  revision.demonstration = true;
  EXPECT_EQ(ComposeStatement(**plan, revision, nullptr, false)->document.banner, "演示数据");
}

TEST(Composer, RefusesAnAnnexThatThePackDoesNotHave) {
  auto plan = PlanOf(SmallPack(OutlineWith("")));
  ASSERT_TRUE(plan.ok()) << plan.status();
  DisclosableRevision revision = RevisionOf("");
  revision.report = revision.content;
  const auto statement = ComposeStatement(**plan, revision, nullptr, true);
  EXPECT_EQ(statement.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(statement.status().message()), HasSubstr("annex of findings"));
}

}  // namespace
}  // namespace clearbudget::disclosure
