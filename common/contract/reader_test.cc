#include "common/contract/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "clearbudget/budget/v1/budget_content.pb.h"
#include "clearbudget/budget/v1/budget_service.pb.h"
#include "common/contract/catalogue_builder.h"
#include "common/contract/writer.h"
#include "common/errors/error.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"

namespace clearbudget::contract {
namespace {

using budget::v1::BudgetContent;
using testing::ElementsAre;

const facts::Catalogue& ContentCatalogue() {
  static const auto catalogue = BuildCatalogue(*BudgetContent::descriptor()).value();
  return *catalogue;
}

template <typename Message>
Message Parsed(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

// "path REASON" of each violation, in order.
std::vector<std::string> Outline(const ViolationList& list) {
  std::vector<std::string> lines;
  for (const errors::Violation& violation : list.violations()) {
    lines.push_back(violation.path + " " + std::string(errors::ReasonName(violation.reason)));
    EXPECT_FALSE(violation.expected_zh.empty()) << lines.back();
    EXPECT_FALSE(violation.expected_en.empty()) << lines.back();
  }
  return lines;
}

std::vector<std::string> ViolationsOfContent(const std::string& text) {
  ViolationList list;
  const auto record = ReadRecord(Parsed<BudgetContent>(text), ContentCatalogue(), list);
  EXPECT_EQ(record.has_value(), list.empty());
  return Outline(list);
}

TEST(ReaderTest, ReadsWhatIsStatedAndNothingElse) {
  const auto content = Parsed<BudgetContent>(R"(
    department { staff_in_service: 0 no_subordinate_institutions: false }
    lines { function: "2010101" amount: "516000" carried_over: false }
    three_public { total { this_year: "70000.5" basis: BUDGET_BASIS_INITIAL } }
    procurement { }
    legal_dates { approval_date: "2020-01-21" })");
  ViolationList list;
  const auto record = ReadRecord(content, ContentCatalogue(), list);
  ASSERT_TRUE(record.has_value()) << list.ToStatus();
  const facts::Record& department = *record->Get("department").AsRecord();
  EXPECT_EQ(*department.Get("staff_in_service").AsInteger(), 0);
  EXPECT_TRUE(department.Get("staff_retired").blank());
  EXPECT_EQ(*department.Get("no_subordinate_institutions").AsBool(), false);
  const facts::Record& line = record->Get("lines").AsList()->front();
  EXPECT_EQ(line.Get("amount").ToText(), "516000.00");
  EXPECT_EQ(*line.Get("carried_over").AsBool(), false);
  EXPECT_TRUE(line.Get("procurement").blank());
  EXPECT_TRUE(line.Get("economic").blank());
  const facts::Record& total = *record->Get("three_public").AsRecord()->Get("total").AsRecord();
  EXPECT_EQ(total.Get("this_year").ToText(), "70000.50");
  EXPECT_EQ(total.Get("basis").ToText(), "BUDGET_BASIS_INITIAL");
  EXPECT_TRUE(total.Get("origin").blank());
  EXPECT_TRUE(record->Get("procurement").blank());
  EXPECT_EQ(record->Get("legal_dates").AsRecord()->Get("approval_date").AsDate()->month, 1);
}

TEST(ReaderTest, NamesEveryViolationWithItsPath) {
  EXPECT_THAT(ViolationsOfContent(R"(
    lines { function: "2010101" amount: "1e6" }
    lines { function: "20 10" amount: "12.345" }
    lines { function: "2010102" }
    projects { code: "P1" name: "a" indicators { indicator_id: "1" name: "n" weight: "101" } }
    projects { code: "P2" name: "b" first_year: 20 goals { number: 1 text: "x\ry" } }
    terms { term: "t" definition: "d" }
    legal_dates { approval_date: "2020-02-30" })"),
              ElementsAre("lines[0].amount AMOUNT_MALFORMED", "lines[1].function CODE_MALFORMED",
                          "lines[1].amount AMOUNT_MALFORMED", "lines[2].amount REQUIRED",
                          "projects[0].indicators[0].weight OUT_OF_RANGE",
                          "projects[1].first_year OUT_OF_RANGE", "projects[1].goals[0].text TEXT_MALFORMED",
                          "terms[0].number REQUIRED", "legal_dates.approval_date DATE_MALFORMED"));
}

TEST(ReaderTest, AmountsAreReadStrictly) {
  for (const char* text : {"", " ", "1e6", "12.345", "１２", "12,34", "１２，３４", "+1", "007", "-0", ".5",
                           "5.", "abc", "1 000", "NaN", "0x10", "十"}) {
    EXPECT_THAT(ViolationsOfContent(R"(lines { amount: ")" + std::string(text) + "\" }"),
                ElementsAre("lines[0].amount AMOUNT_MALFORMED"))
        << text;
  }
  EXPECT_THAT(ViolationsOfContent(R"(lines { amount: "10000000000000000.01" })"),
              ElementsAre("lines[0].amount OUT_OF_RANGE"));
  EXPECT_THAT(ViolationsOfContent(R"(lines { amount: "-10000000000000000" })"), ElementsAre());
}

TEST(ReaderTest, ValuesOfEveryFormAreReadStrictly) {
  struct Case {
    std::string content;
    std::vector<std::string> violations;
  };
  const std::string indicator = R"(projects { code: "P" name: "n" indicators { indicator_id: "1" name: "n" )";
  const Case cases[] = {
      {indicator + R"(weight: "0" } })", {}},
      {indicator + R"(weight: "99.999999999" } })", {}},
      {indicator + R"(weight: "100.000000001" } })", {"projects[0].indicators[0].weight OUT_OF_RANGE"}},
      {indicator + R"(weight: "-0.1" } })", {"projects[0].indicators[0].weight OUT_OF_RANGE"}},
      {indicator + R"(weight: "1.0000000001" } })", {"projects[0].indicators[0].weight NUMBER_MALFORMED"}},
      {indicator + R"(weight: "" } })", {"projects[0].indicators[0].weight NUMBER_MALFORMED"}},
      {indicator + R"(weight: "10%" } })", {"projects[0].indicators[0].weight NUMBER_MALFORMED"}},
      {R"(legal_dates { approval_date: "2020-1-1" })", {"legal_dates.approval_date DATE_MALFORMED"}},
      {R"(legal_dates { approval_date: "20200101" })", {"legal_dates.approval_date DATE_MALFORMED"}},
      {R"(terms { number: -1 term: "t" definition: "d" })", {"terms[0].number OUT_OF_RANGE"}},
      {R"(terms { number: 1 term: "a\nb" definition: "c\nd\te" })", {"terms[0].term TEXT_MALFORMED"}},
      {R"(terms { number: 1 term: " " definition: "\342\200\213" })",
       {"terms[0].term TEXT_MALFORMED", "terms[0].definition TEXT_MALFORMED"}},
      {"terms { number: 1 term: \"" + std::string(201, 'x') + "\" definition: \"d\" }",
       {"terms[0].term TOO_LONG"}},
      {R"(lines { function: "2010101 " amount: "1" })", {"lines[0].function CODE_MALFORMED"}},
      {R"(lines { function: "二" amount: "1" })", {"lines[0].function CODE_MALFORMED"}},
  };
  for (const Case& c : cases) EXPECT_EQ(ViolationsOfContent(c.content), c.violations) << c.content;
}

TEST(ReaderTest, TellsWhatWasGivenAndWhatIsExpected) {
  ViolationList list;
  ReadRecord(Parsed<BudgetContent>(R"(lines { amount: "1e6" })"), ContentCatalogue(), list);
  ASSERT_EQ(list.violations().size(), 1u);
  EXPECT_EQ(list.violations()[0].given, "1e6");
  EXPECT_EQ(list.violations()[0].expected_zh,
            "以元为单位的十进制数，最多两位小数，绝对值不超过 10^16，如 516000.00");
  EXPECT_EQ(list.violations()[0].expected_en,
            "a decimal number of yuan with at most two places, within ±10^16, such as 516000.00");
  EXPECT_EQ(list.ToStatus().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(errors::ViolationsOf(list.ToStatus()), list.violations());
}

TEST(ReaderTest, TwoElementsWithOneKeyAreRefused) {
  EXPECT_THAT(ViolationsOfContent(R"(
    lines { function: "201" amount: "1" }
    lines { function: "201" economic: "301" amount: "1" }
    lines { function: "201" amount: "2" }
    lines { function: "201" carried_over: false amount: "2" })"),
              ElementsAre("lines[2] DUPLICATE_KEY"));
  // Parts that run into one another are different keys.
  EXPECT_THAT(ViolationsOfContent(R"(lines { agency: "1" function: "23" amount: "1" }
                                     lines { agency: "12" function: "3" amount: "1" })"),
              ElementsAre());
  EXPECT_THAT(
      ViolationsOfContent(R"(terms { term: "a" definition: "b" } terms { term: "c" definition: "d" })"),
      ElementsAre("terms[0].number REQUIRED", "terms[1].number REQUIRED"));
}

TEST(ReaderTest, FieldsTheContractDoesNotKnowAreRefused) {
  BudgetContent content = Parsed<BudgetContent>(R"(lines { amount: "1" })");
  content.mutable_lines(0)->GetReflection()->MutableUnknownFields(content.mutable_lines(0))->AddVarint(99, 1);
  ViolationList list;
  EXPECT_FALSE(ReadRecord(content, ContentCatalogue(), list).has_value());
  EXPECT_THAT(Outline(list), ElementsAre("lines[0] UNKNOWN_FIELD"));
  EXPECT_EQ(list.violations()[0].given, "#99");
}

TEST(ReaderTest, EnumValuesTheContractDoesNotKnowAreRefused) {
  BudgetContent content;
  content.mutable_income()->mutable_total()->set_basis(static_cast<type::v1::BudgetBasis>(77));
  ViolationList list;
  EXPECT_FALSE(ReadRecord(content, ContentCatalogue(), list).has_value());
  EXPECT_THAT(Outline(list), ElementsAre("income.total.basis ENUM_UNKNOWN"));
}

TEST(ReaderTest, ListsAndListsOfViolationsAreBounded) {
  BudgetContent content;
  for (int i = 0; i < 1001; ++i) content.add_terms();
  ViolationList list;
  ReadRecord(content, ContentCatalogue(), list);
  EXPECT_THAT(Outline(list), ElementsAre("terms TOO_MANY_ITEMS"));

  content.clear_terms();
  for (int i = 0; i < 300; ++i) content.add_lines()->set_item("i" + std::to_string(i));
  ViolationList many;
  ReadRecord(content, ContentCatalogue(), many);
  EXPECT_EQ(many.violations().size(), ViolationList::kMostKept);
  EXPECT_EQ(many.left_out(), 100u);
  EXPECT_EQ(errors::MetadataOf(many.ToStatus()).at("violations_left_out"), "100");
}

TEST(ReaderTest, ThePlaceStandsBeforeEveryPath) {
  facts::Path place;
  place.Push("lines");
  place.SetIndex(4);
  ViolationList list;
  EXPECT_FALSE(ReadRecord(budget::v1::BudgetLine(), ContentCatalogue(), list, place).has_value());
  EXPECT_THAT(Outline(list), ElementsAre("lines[4].amount REQUIRED"));
}

TEST(CheckRequestTest, ChecksNamesBoundsAndOutputOnlyFields) {
  ViolationList list;
  CheckRequest(Parsed<budget::v1::ListBudgetsRequest>(R"(parent: "regions/13" page_size: 5000)"), list);
  CheckRequest(Parsed<budget::v1::CreateBudgetRequest>(R"(budget { pack: "p" pack_digest: "x" })"), list);
  EXPECT_THAT(Outline(list), ElementsAre("parent NAME_MALFORMED", "page_size OUT_OF_RANGE",
                                         "budget.name REQUIRED", "budget.pack_digest OUTPUT_ONLY"));
  EXPECT_TRUE(
      CheckRequest(Parsed<budget::v1::ListBudgetsRequest>(R"(parent: "regions/130303/agencies/-")")).ok());
}

TEST(CheckRequestTest, AKeyAloneStandsForALine) {
  EXPECT_TRUE(CheckRequest(Parsed<budget::v1::WriteBudgetLinesRequest>(R"(
    name: "regions/130303/agencies/101/budgets/2020" etag: "e" removals { line { function: "201" } })"))
                  .ok());
}

TEST(CheckRequestTest, TheMaskSaysWhatIsLookedAt) {
  const std::string name = R"(name: "regions/130303/agencies/101/budgets/2020")";
  const std::pair<std::string, std::vector<std::string>> cases[] = {
      // The pack is required, and the digest of the pack refused, only where the mask names them.
      {"budget { " + name + R"( pack_digest: "x" } update_mask { paths: "content.three_public" })", {}},
      {"budget { " + name + R"( } update_mask { paths: "content" paths: "pack" })", {"budget.pack REQUIRED"}},
      {R"(budget { } update_mask { paths: "content" })", {"budget.name REQUIRED"}},
      {"budget { " + name + R"( content { terms { number: 1 } } } update_mask { paths: "content.terms" })",
       {"budget.content.terms[0].term REQUIRED", "budget.content.terms[0].definition REQUIRED"}},
      {"budget { " + name + R"( pack: "p" })", {"update_mask REQUIRED"}},
      {"budget { " + name + R"( pack: "p" } update_mask { })", {"update_mask REQUIRED"}},
      {"budget { " + name +
           R"( } update_mask { paths: "contents" paths: "content.lines.amount" paths: "*" paths: ""
          paths: "pack_digest" paths: "content..terms" })",
       std::vector<std::string>(6, "update_mask FIELD_MASK_MALFORMED")},
  };
  for (const auto& [text, expected] : cases) {
    ViolationList list;
    CheckRequest(Parsed<budget::v1::UpdateBudgetRequest>(text), list);
    EXPECT_EQ(Outline(list), expected) << text;
  }
}

}  // namespace
}  // namespace clearbudget::contract
