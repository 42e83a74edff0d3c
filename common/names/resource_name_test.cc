#include "common/names/resource_name.h"

#include <gtest/gtest.h>

namespace clearbudget::names {
namespace {

TEST(ResourceNameTest, ReadsWhatItWrites) {
  EXPECT_EQ(ParseRegionName("regions/130303")->ToText(), "regions/130303");
  EXPECT_EQ(ParseAgencyName("regions/130303/agencies/101002")->ToText(), "regions/130303/agencies/101002");
  const auto budget = ParseBudgetName("regions/130303/agencies/101/budgets/2020");
  ASSERT_TRUE(budget.ok());
  EXPECT_EQ(budget->year, 2020);
  EXPECT_EQ(budget->Agency().agency, "101");
  EXPECT_EQ(budget->Agency().Region().region, "130303");
  const auto revision = ParseRevisionName("regions/130303/agencies/101/budgets/2020/revisions/12");
  ASSERT_TRUE(revision.ok());
  EXPECT_EQ(revision->Budget(), *budget);
  EXPECT_EQ(revision->number, 12);
  const std::string evaluation = revision->ToText() + "/evaluations/3";
  EXPECT_EQ(ParseEvaluationName(evaluation)->ToText(), evaluation);
  const std::string report = revision->ToText() + "/progressReports/11";
  EXPECT_EQ(ParseProgressReportName(report)->ToText(), report);
  const auto delegation = ParseDelegationName("regions/130303/delegations/leave-2020");
  ASSERT_TRUE(delegation.ok());
  EXPECT_EQ(delegation->ToText(), "regions/130303/delegations/leave-2020");
  EXPECT_TRUE(IsResourceName(delegation->ToText()));
  EXPECT_FALSE(ParseDelegationName("regions/130303/delegations/-").ok());
}

TEST(ResourceNameTest, AllAgenciesOnlyWhereAskedFor) {
  EXPECT_FALSE(ParseAgencyName("regions/130303/agencies/-").ok());
  const auto all = ParseAgencyNameOrAll("regions/130303/agencies/-");
  ASSERT_TRUE(all.ok());
  EXPECT_TRUE(all->IsAll());
  EXPECT_FALSE(ParseBudgetName("regions/130303/agencies/-/budgets/2020").ok());
}

TEST(ResourceNameTest, RefusesEverythingElse) {
  for (const char* text : {"",
                           "regions",
                           "regions/",
                           "regions/13030",
                           "regions/1303030",
                           "regions/13030a",
                           "Regions/130303",
                           "/regions/130303",
                           "regions/130303/",
                           "regions//130303",
                           "regions/130303/agencies",
                           "regions/130303/agencies/",
                           "regions/130303/agencies/a b",
                           "regions/130303/agencies/..",
                           "regions/130303/agencies/部门",
                           "regions/130303/agencies/101/budgets/20",
                           "regions/１３０３０３",
                           "regions/130303/agencies/101/budgets/02020",
                           "regions/130303/agencies/101/budgets/1948",
                           "regions/130303/agencies/101/budgets/2020/revisions/0",
                           "regions/130303/agencies/101/budgets/2020/revisions/01",
                           "regions/130303/agencies/101/budgets/2020/revisions/-1",
                           "regions/130303/agencies/101/budgets/2020/revisions/1/",
                           "regions/130303/agencies/101/budgets/2020/revisions/1/evaluations/x",
                           "regions/130303/agencies/101/budgets/2020/revisions/1/progressReports/13",
                           "regions/130303/agencies/101/budgets/2020/versions/1"}) {
    EXPECT_FALSE(IsResourceName(text)) << text;
  }
  EXPECT_FALSE(IsNameSegment(std::string(65, 'a')));
  EXPECT_TRUE(IsNameSegment(std::string(64, 'a')));
}

TEST(ResourceNameTest, TheErrorSaysWhatIsExpected) {
  const absl::Status status = ParseBudgetName("budgets/2020").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(
      status.message(),
      "expected a name of the form regions/{region}/agencies/{agency}/budgets/{year}, not 'budgets/2020'");
}

}  // namespace
}  // namespace clearbudget::names
