#include "services/submission/domain/code_check.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/facts/catalogue.h"
#include "services/submission/domain/soundness.h"

namespace clearbudget::submission {
namespace {

using classification::ClassificationList;

class CodeCheckTest : public ::testing::Test {
 protected:
  CodeCheckTest() {
    facts::Field agency;
    agency.name = "agency";
    agency.kind = facts::Kind::kCode;
    EXPECT_TRUE(line_->AddField(agency).ok());
    facts::Field function;
    function.name = "function";
    function.kind = facts::Kind::kCode;
    function.classification = "function";
    EXPECT_TRUE(line_->AddField(function).ok());
    facts::Field lines;
    lines.name = "lines";
    lines.kind = facts::Kind::kRecordList;
    lines.record = line_;
    EXPECT_TRUE(root_->AddField(lines).ok());
  }

  static ClassificationList Functions(bool closed) {
    classification::ClassificationSource source;
    source.id = "function";
    source.title = "支出功能分类";
    source.level_lengths = {3};
    source.entries.push_back({.code = "201", .name = "一般公共服务支出", .parent = {}});
    source.entries.push_back({.code = "230", .name = "转移性支出", .parent = {}, .valid_from = 2021});
    source.closed = closed;
    return *ClassificationList::Build(source);
  }

  facts::Record Content(const std::vector<std::pair<std::string, std::string>>& lines) {
    facts::RecordList records;
    for (const auto& [agency, function] : lines) {
      facts::Record line(*line_);
      if (!agency.empty()) line.Set("agency", facts::Value(agency));
      if (!function.empty()) line.Set("function", facts::Value(function));
      records.push_back(std::move(line));
    }
    facts::Record content(*root_);
    content.Set("lines", facts::Value(std::move(records)));
    return content;
  }

  facts::Catalogue catalogue_;
  facts::RecordType* line_ = catalogue_.Add("Line");
  facts::RecordType* root_ = catalogue_.Add("Content");
};

TEST_F(CodeCheckTest, AnUnknownCodeIsOneWarningWithItsPlaces) {
  const ClassificationList list = Functions(false);
  rules::Report report;
  CheckCodes(
      Content({{"", "201"}, {"", "999"}, {"", ""}, {"", "999"}}), 2020,
      [&](std::string_view id) { return id == "function" ? &list : nullptr; }, report);
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].rule_id, kUnknownCodeRule);
  EXPECT_EQ(report.findings[0].severity, rules::Severity::kWarning);
  EXPECT_EQ(report.findings[0].actual, "999");
  EXPECT_EQ(report.findings[0].subjects,
            (std::vector<std::string>{"lines[1].function", "lines[3].function"}));
  EXPECT_TRUE(IsSound(report));
}

TEST_F(CodeCheckTest, AClosedListRefusesAndACodeOfOtherYearsIsFoundToo) {
  const ClassificationList list = Functions(true);
  rules::Report report;
  CheckCodes(
      Content({{"", "230"}}), 2020, [&](std::string_view) { return &list; }, report);
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].severity, rules::Severity::kError);
  EXPECT_FALSE(IsSound(report));
  EXPECT_FALSE(RequireSound(report, "regions/1/agencies/2/budgets/2020").ok());
}

TEST_F(CodeCheckTest, ALineOfAnotherDepartmentIsAnErrorThatStandsBeforeWarnings) {
  const ClassificationList list = Functions(false);
  const facts::Record content = Content({{"101", "999"}, {"102", "201"}, {"", "201"}, {"103", "201"}});
  rules::Report report;
  CheckCodes(
      content, 2020, [&](std::string_view) { return &list; }, report);
  CheckAgencies(
      content, {"101", "101001"}, [](const std::string& code) { return code == "102"; }, report);
  ASSERT_EQ(report.findings.size(), 3U);
  EXPECT_EQ(report.findings[0].rule_id, kForeignAgencyRule);
  EXPECT_EQ(report.findings[0].path, "lines[1].agency");
  EXPECT_EQ(report.counts.failed, 2);
  // Nothing is known of 103, so that nothing is said against it.
  EXPECT_EQ(report.findings[2].path, "lines[3].agency");
  EXPECT_EQ(report.findings[2].outcome, rules::Outcome::kInsufficientData);
  EXPECT_EQ(report.findings[2].severity, rules::Severity::kWarning);
}

}  // namespace
}  // namespace clearbudget::submission
