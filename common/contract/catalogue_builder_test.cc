#include "common/contract/catalogue_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clearbudget/budget/v1/agency_service.pb.h"
#include "clearbudget/budget/v1/budget_content.pb.h"
#include "clearbudget/budget/v1/budget_service.pb.h"
#include "clearbudget/disclosure/v1/statement_service.pb.h"
#include "clearbudget/pack/v1/pack.pb.h"
#include "clearbudget/pack/v1/pack_service.pb.h"
#include "clearbudget/performance/v1/evaluation.pb.h"
#include "clearbudget/performance/v1/performance_service.pb.h"
#include "clearbudget/type/v1/options.pb.h"
#include "common/contract/message_schema.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor.pb.h"
#include "google/protobuf/text_format.h"

namespace clearbudget::contract {
namespace {

using facts::Kind;
using testing::HasSubstr;

TEST(CatalogueBuilderTest, EveryFieldOfTheContentIsAFact) {
  const auto catalogue = BuildCatalogue(*budget::v1::BudgetContent::descriptor());
  ASSERT_TRUE(catalogue.ok()) << catalogue.status();
  const facts::RecordType* content = (*catalogue)->root();
  ASSERT_NE(content, nullptr);
  EXPECT_EQ(content->name(), "BudgetContent");
  EXPECT_EQ(static_cast<int>(content->fields().size()),
            budget::v1::BudgetContent::descriptor()->field_count());
  EXPECT_TRUE(content->Find("internal_notes")->internal);
  EXPECT_FALSE(content->Find("lines")->internal);

  const facts::RecordType* line = content->Find("lines")->record;
  ASSERT_NE(line, nullptr);
  EXPECT_EQ(line, (*catalogue)->Find("BudgetLine"));
  EXPECT_EQ(line->key_fields().size(), 10u);
  const facts::Field* amount = line->Find("last_year_amount");
  EXPECT_EQ(amount->kind, Kind::kAmount);
  EXPECT_EQ(amount->unit, "元");
  EXPECT_EQ(amount->json_name, "lastYearAmount");
  EXPECT_EQ(amount->label, "上年金额");
  EXPECT_EQ(line->Find("function")->kind, Kind::kCode);
  EXPECT_EQ(line->Find("function")->classification, "function");
  EXPECT_EQ(line->Find("carried_over")->kind, Kind::kBool);
  EXPECT_EQ((*catalogue)->Find("StatedFigure")->Find("basis")->kind, Kind::kSymbol);
  EXPECT_EQ((*catalogue)->Find("StatedFigure")->Find("printed_decimals")->kind, Kind::kInteger);
  EXPECT_EQ((*catalogue)->Find("LegalDates")->Find("approval_date")->kind, Kind::kDate);
  EXPECT_EQ((*catalogue)->Find("FundPlanPoint")->Find("cumulative_percent")->unit, "%");
}

TEST(CatalogueBuilderTest, TheWholeContractIsConsistent) {
  for (const auto* file :
       {budget::v1::BudgetContent::descriptor()->file(),
        budget::v1::CreateBudgetRequest::descriptor()->file(),
        budget::v1::CreateAgencyRequest::descriptor()->file(), pack::v1::Pack::descriptor()->file(),
        pack::v1::GetPackRequest::descriptor()->file(), performance::v1::Evaluation::descriptor()->file(),
        performance::v1::GetEvaluationRequest::descriptor()->file(),
        disclosure::v1::RenderStatementRequest::descriptor()->file()}) {
    for (int i = 0; i < file->message_type_count(); ++i) {
      EXPECT_TRUE(CheckSchema(*file->message_type(i)).ok()) << CheckSchema(*file->message_type(i));
    }
  }
}

// A message with one field whose options are given in the text format of FieldRule.
class OptionsTest : public testing::Test {
 protected:
  absl::Status Build(const std::string& field, const std::string& rule) {
    google::protobuf::FileDescriptorProto file;
    const std::string text = R"(name: "probe.proto" package: "probe" syntax: "proto3"
      dependency: "clearbudget/type/v1/options.proto"
      message_type { name: "Probe" field { name: "probe" number: 1 )" +
                             field + " options { [clearbudget.type.v1.field] { " + rule + " } } } }";
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &file)) << text;
    pool_.push_back(std::make_unique<google::protobuf::DescriptorPool>(
        google::protobuf::DescriptorPool::generated_pool()));
    type::v1::FieldRule::descriptor();
    const auto* built = pool_.back()->BuildFile(file);
    EXPECT_NE(built, nullptr);
    return BuildCatalogue(*built->message_type(0)).status();
  }

  std::vector<std::unique_ptr<google::protobuf::DescriptorPool>> pool_;
};

TEST_F(OptionsTest, ContradictionsAreLoadErrors) {
  struct Case {
    const char* field;
    const char* rule;
    const char* complaint;
  };
  const Case cases[] = {
      {"type: TYPE_INT32", "type: FACT_TYPE_AMOUNT", "a type is for strings"},
      {"type: TYPE_STRING", "minimum: \"1\"", "minimum is for integers, amounts and numbers"},
      {"type: TYPE_INT32", "minimum: \"x\"", "minimum 'x' is not a number"},
      {"type: TYPE_INT32", "minimum: \"2\" maximum: \"1\"", "minimum is greater than maximum"},
      {"type: TYPE_INT32", "max_characters: 5", "max_characters is for text"},
      {"type: TYPE_STRING", "type: FACT_TYPE_CODE max_characters: 5", "max_characters is for text"},
      {"type: TYPE_STRING", "max_items: 5", "max_items is for lists"},
      {"type: TYPE_STRING", "max_characters: -5", "max_characters is negative"},
      {"type: TYPE_STRING", "key: true internal: true", "a key cannot be internal"},
      {"type: TYPE_STRING", "required: true output_only: true", "nobody can be required"},
      {"type: TYPE_STRING", "classification: \"x\"", "a classification is for codes"},
      {"type: TYPE_STRING", "unit: \"x\"", "a unit is for numbers"},
      {"type: TYPE_STRING", "key_only: true", "key_only is for a single message"},
      {"type: TYPE_STRING label: LABEL_REPEATED", "key: true", "a key is a single value"},
      {"type: TYPE_STRING label: LABEL_REPEATED", "", "such a field cannot be a fact"},
      {"type: TYPE_BYTES", "", "such a field cannot be a fact"},
      {"type: TYPE_DOUBLE", "", "such a field cannot be a fact"},
  };
  for (const Case& c : cases) {
    const absl::Status status = Build(c.field, c.rule);
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << c.field << " " << c.rule;
    EXPECT_THAT(std::string(status.message()), HasSubstr(c.complaint)) << c.field << " " << c.rule;
    EXPECT_THAT(std::string(status.message()), HasSubstr("probe.Probe.probe")) << c.field;
  }
  EXPECT_TRUE(Build("type: TYPE_STRING", "type: FACT_TYPE_AMOUNT minimum: \"0\"").ok());
}

}  // namespace
}  // namespace clearbudget::contract
