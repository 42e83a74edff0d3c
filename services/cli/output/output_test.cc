#include <string>
#include <vector>

#include "clearbudget/budget/v1/budget_service.pb.h"
#include "common/errors/error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/output/error_text.h"
#include "services/cli/output/json_text.h"
#include "services/cli/output/message_view.h"
#include "services/cli/output/places.h"
#include "services/cli/output/table.h"

namespace clearbudget::cli {
namespace {

using errors::Reason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Table, AlignsChineseAndNumbers) {
  Table table({{"名称"}, {"amount", true}});
  table.AddRow({"图书馆", "5.00"});
  table.AddRow({"ab", "516000.00"});
  EXPECT_THAT(table.Lines(0), ElementsAre("名称       amount",  //
                                          "──────  ─────────",  //
                                          "图书馆       5.00",  //
                                          "ab      516000.00"));
}

TEST(Table, BreaksTheWidestColumnToFit) {
  Table table({{}, {}});
  table.AddRow({"目标", "全年免费开放三百天以上，服务群众"});
  EXPECT_THAT(table.Lines(20), ElementsAre("目标  全年免费开放三", "      百天以上，服务", "      群众"));
}

TEST(Table, LeavesWholeColumnsWhole) {
  Table table({{"", false, true}, {}});
  table.AddRow({"regions/990101", "一二三四五"});
  EXPECT_THAT(table.Lines(20), ElementsAre("regions/990101  一二三四", "                五"));
}

TEST(Table, KeepsLineFeedsOfCells) {
  Table table({{}, {}});
  table.AddRow({"a\nb", "c"});
  EXPECT_THAT(table.Lines(0), ElementsAre("a  c", "b"));
}

absl::Status Refused() {
  return WithPlaces(
      errors::BadRequest({{"budget.pack", "x", Reason::kCodeUnknown, "已有的规则包", "a known pack"},
                          {"budget.name", "", Reason::kRequired, "名称", "a name"}}),
      {{"b.yaml", {5, 9}}, {"b.yaml", {0, 0}}});
}

TEST(ErrorLines, TellEveryViolationInBothLanguages) {
  EXPECT_THAT(ErrorLines(Refused(), Language::kBoth),
              ElementsAre("[INVALID_REQUEST] 请求有误，共 2 处", "  the request is invalid in 2 place(s)",
                          "  b.yaml:5:9  budget.pack  [CODE_UNKNOWN]",
                          "    分类表中没有该编码：给出“x”，应为已有的规则包",
                          "    the classification has no such code: given \"x\", expected a known pack",
                          "  b.yaml  budget.name  [REQUIRED]", "    缺少必填项，应为名称",
                          "    a required value is missing; expected a name"));
}

TEST(ErrorLines, TellOneLanguageWhereItIsAskedFor) {
  EXPECT_EQ(ErrorLines(Refused(), Language::kChinese).size(), 5);
  EXPECT_EQ(ErrorLines(Refused(), Language::kEnglish)[0],
            "[INVALID_REQUEST] the request is invalid in 2 place(s)");
}

TEST(ErrorLines, CountWhatWasLeftOut) {
  const absl::Status status = errors::Error(Reason::kInvalidRequest, {{"violations_left_out", "7"}});
  EXPECT_THAT(ErrorLines(status, Language::kEnglish), ::testing::Contains("  7 more are not listed"));
}

TEST(ErrorJson, HoldsThePlaces) {
  EXPECT_THAT(ErrorJson(Refused()),
              HasSubstr("\"file\": \"b.yaml\",\n        \"line\": 5,\n        \"column\": 9"));
}

TEST(JsonText, NestsAndEscapes) {
  JsonText json;
  json.BeginObject();
  json.BeginList("list");
  json.Text("", "a\"b");
  json.EndList();
  json.BeginObject("empty");
  json.EndObject();
  json.Number("n", -1);
  json.EndObject();
  EXPECT_EQ(json.text(), "{\n  \"list\": [\n    \"a\\\"b\"\n  ],\n  \"empty\": {},\n  \"n\": -1\n}");
}

TEST(SymbolText, LeavesTheNameOfTheEnumerationOut) {
  EXPECT_EQ(SymbolText(budget::v1::BUDGET_STATE_DRAFT), "draft");
  EXPECT_EQ(SymbolText(budget::v1::STATEMENT_KIND_ADJUSTED_BUDGET), "adjusted budget");
}

TEST(ShowMessage, ShowsListsAsTablesUnderTheirLabels) {
  budget::v1::ListBudgetLinesResponse list;
  list.add_lines()->set_function("2070101");
  list.mutable_lines(0)->set_amount("516000.00");
  list.add_lines()->set_project("P1");
  std::ostringstream out;
  std::ostringstream error;
  Console console({.out = out, .error = error});
  console.Use(Language::kChinese, false);
  ShowMessage(list, console);
  EXPECT_EQ(out.str(),
            "\n【lines】\n功能分类科目  项目编码       金额\n────────────  ────────  ─────────\n"
            "2070101                 516000.00\n              P1\n");
}

}  // namespace
}  // namespace clearbudget::cli
