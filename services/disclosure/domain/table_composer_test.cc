#include "services/disclosure/domain/table_composer.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/disclosure/testing/composed.h"

namespace clearbudget::disclosure {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A statement of one table with what stands inside it.
std::string TableWith(const std::string& inside) {
  return R"pb(outlines {
                id: "statement"
                title: "题"
                opening { table: "t" }
              }
              tables { key: "t")pb" +
         inside + "}";
}

constexpr char kLines[] = R"pb(
  lines { function: "2010101" source: "general_public" amount: "100" }
  lines { function: "2010104" source: "general_public" amount: "20.5" }
  lines { function: "208" source: "unit_funds" amount: "3" }
)pb";

TEST(TableComposer, MakesRowsByCode) {
  const Statement statement = Composed(
      TableWith(R"pb(
        columns { width: 1 }
        columns { width: 1 }
        columns { width: 1 align: "right" }
        panels {
          column_count: 3
          row_groups {
            codes { classification: "function" records: "lines" field: "function" levels: 1 levels: 3 }
            cells { text: "{code}" }
            cells { text: "{label}" }
            cells { value: "sum(lines where under(function, code) : amount)" }
          }
        }
      )pb"),
      kLines);
  EXPECT_THAT(BodyLines(statement), ElementsAre("┌─────────┬────────────────────┬────────┐",  //
                                                "│ 201     │ 一般公共服务支出   │ 120.50 │",  //
                                                "│ 2010101 │ 行政运行           │ 100.00 │",  //
                                                "│ 2010104 │ 人大会议           │  20.50 │",  //
                                                "│ 208     │ 社会保障和就业支出 │   3.00 │",  //
                                                "└─────────┴────────────────────┴────────┘"));
  EXPECT_THAT(statement.insufficient_places, IsEmpty());
}

TEST(TableComposer, NeverGuessesWhereALineStopsAboveTheRow) {
  const Statement statement = Composed(
      TableWith(R"pb(
        columns { width: 1 }
        columns { width: 1 align: "right" }
        panels {
          column_count: 2
          row_groups {
            codes { classification: "function" records: "lines" field: "function" levels: 1 levels: 3 }
            cells { text: "{code}" }
            cells { value: "sum(lines where under(function, code) : amount)" }
          }
        }
      )pb"),
      R"pb(
        lines { function: "2010101" amount: "100" }
        lines { function: "201" amount: "7" }
      )pb");
  EXPECT_THAT(BodyLines(statement), ElementsAre("┌─────────┬──────────┐",  //
                                                "│ 201     │   107.00 │",  //
                                                "│ 2010101 │ 资料不足 │",  //
                                                "└─────────┴──────────┘"));
  ASSERT_EQ(statement.insufficient_places.size(), 1U);
  EXPECT_THAT(statement.insufficient_places[0], HasSubstr("第2行第2列"));
}

TEST(TableComposer, KeepsTheOrderOfThePackWhereCodesHaveNone) {
  const Statement statement = Composed(
      TableWith(R"pb(
        columns { width: 1 }
        panels {
          column_count: 1
          row_groups {
            codes { classification: "source" records: "lines" field: "source" levels: 1 every_code: true }
            cells { text: "{label}" }
          }
        }
      )pb"),
      "");
  EXPECT_THAT(BodyLines(statement),
              ElementsAre("┌──────────────┐", "│ 单位资金     │", "│ 一般公共预算 │", "└──────────────┘"));
}

TEST(TableComposer, LinesUpTheTotalsOfPanelsSideBySide) {
  const Statement statement = Composed(TableWith(R"pb(
                                         columns { width: 1 }
                                         columns { width: 1 }
                                         panels {
                                           column_count: 1
                                           row_groups { cells { text: "收入" } }
                                           row_groups {
                                             cells { text: "收入总计" }
                                             total: true
                                           }
                                         }
                                         panels {
                                           column_count: 1
                                           row_groups {
                                             each: "lines"
                                             cells { text: "{function}" }
                                           }
                                           row_groups {
                                             cells { text: "支出总计" }
                                             total: true
                                           }
                                         }
                                       )pb"),
                                       kLines);
  EXPECT_THAT(BodyLines(statement), ElementsAre("┌──────────┬──────────┐",  //
                                                "│ 收入     │ 2010101  │",  //
                                                "│          │ 2010104  │",  //
                                                "│          │ 208      │",  //
                                                "├──────────┼──────────┤",  //
                                                "│ 收入总计 │ 支出总计 │",  //
                                                "└──────────┴──────────┘"));
}

TEST(TableComposer, JoinsEqualCellsWithinWhatIsJoinedBefore) {
  const Statement statement = Composed(TableWith(R"pb(
                                         columns { width: 1 }
                                         columns { width: 1 }
                                         columns { width: 1 }
                                         panels {
                                           column_count: 3
                                           row_groups {
                                             each: "projects"
                                             cells { text: "{purpose}" merge_equal: true }
                                             cells { text: "{basis}" merge_equal: true }
                                             cells { text: "{name}" }
                                           }
                                         }
                                       )pb"),
                                       R"pb(
                                         projects { code: "1" name: "甲" purpose: "一" basis: "依据" }
                                         projects { code: "2" name: "乙" purpose: "一" basis: "依据" }
                                         projects { code: "3" name: "丙" purpose: "二" basis: "依据" }
                                       )pb");
  const auto& table = std::get<Table>(statement.document.opening.at(0));
  EXPECT_EQ(table.body[0].cells[0].row_span, 2);
  EXPECT_EQ(table.body[0].cells[1].row_span, 2);
  ASSERT_EQ(table.body[1].cells.size(), 1U);
  ASSERT_EQ(table.body[2].cells.size(), 3U) << "equal texts under different ones stay apart";
}

TEST(TableComposer, ShowsAmountsInTheUnitOfTheTableAndLosesNothing) {
  const Statement statement = Composed(TableWith(R"pb(
                                         unit: "ten_thousand_yuan"
                                         columns { width: 1 }
                                         columns { width: 1 }
                                         panels {
                                           column_count: 2
                                           row_groups {
                                             each: "lines"
                                             cells { value: "amount" format: "amount" }
                                             cells { value: "amount" format: "amount_plain" }
                                           }
                                         }
                                       )pb"),
                                       R"pb(
                                         lines { function: "201" amount: "70000" }
                                         lines { function: "208" amount: "123456789.01" }
                                       )pb");
  EXPECT_THAT(BodyLines(statement), ElementsAre("┌───────────────┬──────────────┐",  //
                                                "│ 7.00          │ 7            │",  //
                                                "│ 12,345.678901 │ 12345.678901 │",  //
                                                "└───────────────┴──────────────┘"));
}

TEST(TableComposer, MarksADivisionByZeroInsteadOfFailing) {
  const Statement statement = Composed(TableWith(R"pb(
                                         columns { width: 1 }
                                         columns { width: 1 }
                                         panels {
                                           column_count: 2
                                           row_groups {
                                             cells { value: "1 / 3" format: "percent" }
                                             cells { value: "100 / count(projects)" }
                                           }
                                         }
                                       )pb"),
                                       "");
  EXPECT_THAT(BodyLines(statement),
              ElementsAre("┌────────┬──────────┐", "│ 33.33% │ 资料不足 │", "└────────┴──────────┘"));
  EXPECT_EQ(statement.insufficient_places.size(), 1U);
}

constexpr char kConditional[] = R"pb(
  title: "采购表"
  columns { width: 1 }
  header { cells { text: "物品" header: true } }
  panels {
    column_count: 1
    row_groups {
      each: "procurement.items"
      cells { text: "{goods_name}" }
    }
  }
  when: "not stated(department.introduction)"
  requirement: "count(procurement.items) > 0 or stated(procurement.declared_empty)"
  insufficient_note: "没有列示政府采购预算。"
  empty_when: "count(procurement.items) == 0"
  empty_note: "本部门{$year}年没有政府采购预算，空表列示。"
  empty_rows: 2
)pb";

TEST(TableComposer, SaysWhereItsDataAreMissing) {
  const Statement statement = Composed(TableWith(kConditional), "");
  EXPECT_THAT(BodyLines(statement), ElementsAre("采购表", "┌──────────┐", "│ 物品     │", "├──────────┤",
                                                "│ 资料不足 │", "└──────────┘", "没有列示政府采购预算。"));
  EXPECT_THAT(statement.insufficient_places, ElementsAre("采购表"));
}

TEST(TableComposer, IsPublishedEmptyWithItsNote) {
  const Statement statement = Composed(TableWith(kConditional), "procurement { declared_empty: true }");
  EXPECT_THAT(BodyLines(statement),
              ElementsAre("采购表", "┌──────┐", "│ 物品 │", "├──────┤", "│      │", "│      │", "└──────┘",
                          "本部门2026年没有政府采购预算，空表列示。"));
  EXPECT_THAT(statement.insufficient_places, IsEmpty());
}

TEST(TableComposer, IsLeftOutWhereItsConditionDoesNotHold) {
  EXPECT_THAT(BodyLines(Composed(TableWith(kConditional), "department { introduction: \"有\" }")), IsEmpty());
}

TEST(TableComposer, RefusesCellsThatDoNotFillTheirColumns) {
  auto plan = PlanOf(SmallPack(TableWith(R"pb(
    columns { width: 1 }
    columns { width: 1 }
    panels {
      column_count: 2
      row_groups { cells { text: "一" } }
    }
  )pb")));
  ASSERT_TRUE(plan.ok()) << plan.status();
  const auto statement = ComposeStatement(**plan, RevisionOf(""), nullptr, false);
  EXPECT_EQ(statement.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(statement.status().message()),
              HasSubstr("table t, body, row 1: nothing fills column 2"));
}

}  // namespace
}  // namespace clearbudget::disclosure
