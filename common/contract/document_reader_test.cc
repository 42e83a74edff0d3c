#include "common/contract/document_reader.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "clearbudget/budget/v1/budget_content.pb.h"
#include "clearbudget/budget/v1/budget_service.pb.h"
#include "clearbudget/pack/v1/outline.pb.h"
#include "common/contract/json_writer.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"

namespace clearbudget::contract {
namespace {

using budget::v1::BudgetContent;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Outline(const DocumentErrors& errors) {
  std::vector<std::string> lines;
  for (const DocumentError& error : errors.errors()) {
    lines.push_back(fmt::format("{}:{} {} {}", error.location.line, error.location.column,
                                error.violation.path, errors::ReasonName(error.violation.reason)));
    EXPECT_FALSE(error.violation.expected_zh.empty()) << lines.back();
    EXPECT_FALSE(error.violation.expected_en.empty()) << lines.back();
  }
  return lines;
}

std::vector<std::string> Json(const std::string& text) {
  BudgetContent content;
  return Outline(ReadDocument(text, Notation::kJson, content));
}

std::vector<std::string> Yaml(const std::string& text) {
  BudgetContent content;
  return Outline(ReadDocument(text, Notation::kYaml, content));
}

constexpr char kJsonContent[] = R"({
  "department": {"introduction": "第一段\n第二段 \u4e8c\ud83d\ude00", "staffInService": 12, "no_subordinate_institutions": true},
  "lines": [
    {"function": "2010101", "amount": "516000.00", "carriedOver": false},
    {"function": "010", "amount": 70000.5}
  ],
  "threePublic": {"total": {"thisYear": "7", "basis": "BUDGET_BASIS_INITIAL", "printed_decimals": 0}},
  "projects": [{"code": "P1", "name": "a", "indicators": [{"indicatorId": "1", "name": "n", "targetValue": "≥90%"}]}]
})";

constexpr char kYamlContent[] = R"(# The same in YAML.
department:
  introduction: "第一段\n第二段 二😀"
  staffInService: 12
  no_subordinate_institutions: true
lines:
  - {function: 2010101, amount: 516000.00, carriedOver: false}
  - function: 010
    amount: '70000.5'
threePublic:
  total: {thisYear: 7, basis: BUDGET_BASIS_INITIAL, printed_decimals: 0}
projects:
  - code: P1
    name: a
    indicators:
      - indicatorId: 1
        name: n
        targetValue: ≥90%
)";

TEST(DocumentReaderTest, BothNotationsSayTheSame) {
  BudgetContent from_json;
  BudgetContent from_yaml;
  EXPECT_THAT(Outline(ReadDocument(kJsonContent, Notation::kJson, from_json)), IsEmpty());
  EXPECT_THAT(Outline(ReadDocument(kYamlContent, Notation::kYaml, from_yaml)), IsEmpty());
  EXPECT_EQ(from_json.DebugString(), from_yaml.DebugString());
  EXPECT_EQ(from_json.department().introduction(), "第一段\n第二段 二😀");
  EXPECT_EQ(from_json.lines(1).function(), "010");
  EXPECT_EQ(from_json.lines(1).amount(), "70000.5");
  EXPECT_TRUE(from_json.lines(0).has_carried_over());
  EXPECT_TRUE(from_json.three_public().total().has_printed_decimals());
}

TEST(DocumentReaderTest, WhatIsWrittenIsReadBack) {
  BudgetContent content;
  ASSERT_TRUE(ReadDocument(kJsonContent, Notation::kJson, content).empty());
  for (const bool contract_names : {false, true}) {
    for (const bool pretty : {false, true}) {
      BudgetContent again;
      const std::string text = WriteJson(content, {.pretty = pretty, .contract_names = contract_names});
      EXPECT_THAT(Outline(ReadDocument(text, Notation::kJson, again)), IsEmpty());
      EXPECT_EQ(again.DebugString(), content.DebugString());
    }
  }
}

TEST(DocumentReaderTest, TellsEveryErrorWithItsPlace) {
  EXPECT_THAT(
      Json(R"({
  "department": {"staffInService": "12", "colour": {"deep": [1, {"x": null}]}, "stated_office_count": 010},
  "lines": [
    {"function": 2010101, "amount": "1e6", "amount": "2"},
    {"function": "2010102", "amount": 12.345, "carriedOver": "no"},
    {"function": "2010103"},
    7
  ],
  "income": {"total": {"basis": 1, "printedDecimals": 1.0, "this_year": null}, "items": {}}
})"),
      ElementsAre("2:36 department.staff_in_service TYPE_MISMATCH", "2:42 department.colour UNKNOWN_FIELD",
                  "2:103 department.stated_office_count SYNTAX_ERROR", "4:18 lines[0].function TYPE_MISMATCH",
                  "4:44 lines[0].amount DUPLICATE_KEY", "5:62 lines[1].carried_over TYPE_MISMATCH",
                  "7:5 lines[3] TYPE_MISMATCH", "9:33 income.total.basis ENUM_UNKNOWN",
                  "9:55 income.total.printed_decimals TYPE_MISMATCH",
                  "9:73 income.total.this_year TYPE_MISMATCH", "9:89 income.items TYPE_MISMATCH",
                  "5:39 lines[1].amount AMOUNT_MALFORMED", "6:5 lines[2].amount REQUIRED"));
}

TEST(DocumentReaderTest, IntegersAreWrittenPlainly) {
  for (const char* number :
       {"1e1", "1.0", "-0", "\"5\"", "99999999999", "true", "null", "[5]", "{}", "\"\""}) {
    EXPECT_THAT(Json(fmt::format(R"({{"department": {{"staffRetired": {}}}}})", number)),
                ElementsAre("1:33 department.staff_retired TYPE_MISMATCH"))
        << number;
  }
  for (const char* number : {"010", "+1", "0x10", "1_000", ".5", "5.", "NaN", "-", "--1", "1,5e"}) {
    const auto errors = Json(fmt::format(R"({{"department": {{"staffRetired": {}}}}})", number));
    ASSERT_FALSE(errors.empty()) << number;
    if (std::string(number) == "1,5e") continue;
    EXPECT_THAT(errors, ElementsAre("1:33 department.staff_retired SYNTAX_ERROR")) << number;
  }
  for (const char* number : {"010", "1e6", "0x10", "1_000", "+1", "~", "", "0o17", "yes", "'5'", "1:30"}) {
    EXPECT_THAT(Yaml(fmt::format("department:\n  staffRetired: {}\n", number)).size(), 1u) << number;
  }
}

TEST(DocumentReaderTest, BooleansOfYamlAreTrueAndFalseOnly) {
  for (const char* text : {"yes", "no", "on", "True", "FALSE", "y", "1", "'true'"}) {
    EXPECT_THAT(Yaml(fmt::format("department:\n  noSubordinateInstitutions: {}\n", text)),
                ElementsAre("2:30 department.no_subordinate_institutions TYPE_MISMATCH"))
        << text;
  }
}

TEST(DocumentReaderTest, AmountsAreReadAsTheyAreWritten) {
  for (const char* text : {"1e6", "12.345", "\"１２，３４\"", "\"\"", "\"12,34\"", "1E2", "-0"}) {
    EXPECT_THAT(Json(fmt::format(R"({{"lines": [{{"amount": {}}}]}})", text)),
                ElementsAre("1:23 lines[0].amount AMOUNT_MALFORMED"))
        << text;
  }
  EXPECT_THAT(Json(R"({"lines": [{"amount": true}]})"), ElementsAre("1:23 lines[0].amount TYPE_MISMATCH"));
  EXPECT_THAT(Yaml("lines:\n  - amount: 1e6\n"), ElementsAre("2:13 lines[0].amount AMOUNT_MALFORMED"));
  EXPECT_THAT(Yaml("lines:\n  - amount: １２，３４\n"), ElementsAre("2:13 lines[0].amount AMOUNT_MALFORMED"));
}

TEST(DocumentReaderTest, JsonIsReadWithoutLeniency) {
  const std::pair<std::string, std::string> cases[] = {
      {"", "1:1  SYNTAX_ERROR"},
      {"{", "1:2  SYNTAX_ERROR"},
      {"{} {}", "1:4  SYNTAX_ERROR"},
      {"{} //", "1:4  SYNTAX_ERROR"},
      {"/", "1:1  SYNTAX_ERROR"},
      {"{\"lines\": [],}", "1:14  SYNTAX_ERROR"},
      {"{\"lines\": [{\"amount\": \"1\"},]}", "1:28 lines[0] SYNTAX_ERROR"},
      {"{'lines': []}", "1:2  SYNTAX_ERROR"},
      {"{lines: []}", "1:2  SYNTAX_ERROR"},
      {"{\"lines\" []}", "1:10 lines SYNTAX_ERROR"},
      {"{\"lines\": [}", "1:12 lines SYNTAX_ERROR"},
      {"{\"lines\": ]}", "1:11 lines SYNTAX_ERROR"},
      {"{\"terms\": \"a\nb\"}", "1:13 terms SYNTAX_ERROR"},
      {"{\"terms\": \"\\x41\"}", "1:12 terms SYNTAX_ERROR"},
      {"{\"terms\": \"\\ud800\"}", "1:12 terms SYNTAX_ERROR"},
      {"{\"terms\": \"\\udc00\\ud800\"}", "1:12 terms SYNTAX_ERROR"},
      {"{\"terms\": \"\\u12\"}", "1:12 terms SYNTAX_ERROR"},
      {"{\"terms\": \"abc", "1:15 terms SYNTAX_ERROR"},
      {"\xEF\xBB\xBF{}", "1:1  SYNTAX_ERROR"},
      {"[]", "1:1  TYPE_MISMATCH"},
      {"\"text\"", "1:1  TYPE_MISMATCH"},
      {"nul", "1:1  SYNTAX_ERROR"},
      {"{\"department\": {\"introduction\": \"\xFF\"}}", "1:33 department.introduction SYNTAX_ERROR"},
  };
  for (const auto& [text, error] : cases) EXPECT_THAT(Json(text), ElementsAre(error)) << text;
}

TEST(DocumentReaderTest, YamlSaysNoMoreThanJson) {
  const std::pair<std::string, std::string> cases[] = {
      {"", "1:1  SYNTAX_ERROR"},
      {"a: &x 1\n", "1:4 a SYNTAX_ERROR"},
      {"lines: *x\n", "1:8 lines SYNTAX_ERROR"},
      {"lines: !!seq []\n", "1:8 lines SYNTAX_ERROR"},
      {"lines: []\n---\nterms: []\n", "2:1  SYNTAX_ERROR"},
      {"? [a]\n: 1\n", "1:3  SYNTAX_ERROR"},
      {"lines: [\n", "2:1 lines SYNTAX_ERROR"},
      {"lines: []\nlines: []\n", "2:1 lines DUPLICATE_KEY"},
      {"three_public: {}\nthreePublic: {}\n", "2:1 three_public DUPLICATE_KEY"},
      {"- a\n", "1:1  TYPE_MISMATCH"},
      {"<<: {}\n", "1:1 << UNKNOWN_FIELD"},
  };
  for (const auto& [text, error] : cases) {
    const auto errors = Yaml(text);
    ASSERT_FALSE(errors.empty()) << text;
    EXPECT_EQ(errors.back(), error) << text;
  }
}

TEST(DocumentReaderTest, NestingIsBounded) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "{\"a\":[";
  for (const Notation notation : {Notation::kJson, Notation::kYaml}) {
    BudgetContent content;
    const DocumentErrors errors = ReadDocument(deep, notation, content);
    ASSERT_FALSE(errors.empty());
    EXPECT_EQ(errors.errors().back().violation.expected_en, "at most 64 levels");
  }
}

TEST(DocumentReaderTest, ALongDocumentIsRefusedUnread) {
  BudgetContent content;
  const DocumentErrors errors = ReadDocument(std::string(50'000'000, ' '), Notation::kJson, content,
                                             {.max_bytes = 1000, .check = true});
  EXPECT_THAT(Outline(errors), ElementsAre("1:1  TOO_LONG"));
  EXPECT_EQ(errors.errors()[0].violation.expected_en, "a document of at most 1000 bytes");
  EXPECT_EQ(errors.ToStatus().code(), absl::StatusCode::kInvalidArgument);
}

TEST(DocumentReaderTest, ErrorsAreCounted) {
  std::string text = "{\"lines\": [";
  for (int i = 0; i < 300; ++i) text += (i == 0 ? "7" : ",7");
  BudgetContent content;
  const DocumentErrors errors = ReadDocument(text + "]}", Notation::kJson, content);
  EXPECT_EQ(errors.errors().size(), DocumentErrors::kMostKept);
  EXPECT_EQ(errors.left_out(), 100u);
}

TEST(DocumentReaderTest, MasksOneofsAndListsOfSingleValues) {
  budget::v1::UpdateBudgetRequest request;
  EXPECT_THAT(Outline(ReadDocument(R"({"budget": {"name": "regions/130303/agencies/101/budgets/2020"},
                                       "updateMask": "content.threePublic,content.legal_dates"})",
                                   Notation::kJson, request)),
              IsEmpty());
  EXPECT_EQ(request.update_mask().paths(0), "content.three_public");
  EXPECT_EQ(request.update_mask().paths(1), "content.legal_dates");
}

// Random damage to a right document: whatever comes, the reader ends with an answer and tells what is wrong.
TEST(DocumentReaderTest, DamagedDocumentsAreAnswered) {
  std::mt19937 random(20200131);
  const std::string bytes = "{}[]\",:\\\n -e.0197tfn&*!#|>\xFF\xE4";
  for (const Notation notation : {Notation::kJson, Notation::kYaml}) {
    const std::string sound = notation == Notation::kJson ? kJsonContent : kYamlContent;
    for (int round = 0; round < 3000; ++round) {
      std::string text = sound;
      for (int i = static_cast<int>(random() % 4); i >= 0 && !text.empty(); --i) {
        const size_t at = random() % text.size();
        switch (random() % 4) {
          case 0:
            text.erase(at, 1 + random() % 5);
            break;
          case 1:
            text.insert(at, 1, bytes[random() % bytes.size()]);
            break;
          case 2:
            text[at] = bytes[random() % bytes.size()];
            break;
          default:
            text.resize(at + 1);
        }
      }
      BudgetContent content;
      const DocumentErrors errors = ReadDocument(text, notation, content);
      if (!errors.empty()) continue;
      BudgetContent again;
      EXPECT_TRUE(ReadDocument(WriteJson(content), Notation::kJson, again).empty()) << text;
      EXPECT_EQ(again.DebugString(), content.DebugString()) << text;
    }
  }
}

}  // namespace
}  // namespace clearbudget::contract
