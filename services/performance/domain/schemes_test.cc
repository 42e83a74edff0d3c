#include "services/performance/domain/schemes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "common/testing/status_matchers.h"
#include "services/performance/conversion/scheme_message.h"
#include "services/performance/testing/shipped_schemes.h"

namespace clearbudget::performance {
namespace {

using clearbudget::testing::StatusIs;
using ::testing::HasSubstr;

money::Ratio Number(const std::string& text) {
  return money::Ratio::FromDecimal(*money::Decimal::FromText(text));
}

TEST(SchemesTest, ShippedSchemesGradeEveryValue) {
  const auto schemes = ShippedSchemes();
  const GradingScheme& points = schemes->total_grading();
  for (const auto& [value, name] : std::vector<std::pair<std::string, std::string>>{{"100", "优"},
                                                                                    {"90", "优"},
                                                                                    {"89.99", "良"},
                                                                                    {"80", "良"},
                                                                                    {"79.99", "中"},
                                                                                    {"60", "中"},
                                                                                    {"59.99", "差"},
                                                                                    {"0", "差"},
                                                                                    {"-1", "差"}}) {
    EXPECT_EQ(points.GradeOf(Number(value)).name, name) << value;
  }
}

TEST(SchemesTest, RefusesSchemesThatAreWrongWhenTheyAreMade) {
  struct Case {
    std::function<void(SchemeSources&)> spoil;
    std::string message;
  };
  const std::vector<Case> cases = {
      {[](SchemeSources& s) { s.grading[0].bands.back().at_least = "0"; }, "has no bound"},
      {[](SchemeSources& s) { s.grading[0].bands[1].at_least = ""; }, "only the lowest grade"},
      {[](SchemeSources& s) { s.grading[0].bands[1].at_least = "90"; }, "bounds fall"},
      {[](SchemeSources& s) { s.grading[0].bands[0].at_least = ">90"; }, "not a decimal number"},
      {[](SchemeSources& s) { s.grading[0].bands.clear(); }, "there is no band"},
      {[](SchemeSources& s) { s.grading.push_back(s.grading[0]); }, "stated twice"},
      {[](SchemeSources& s) { s.scoring.push_back(s.scoring[0]); }, "stated twice"},
      {[](SchemeSources& s) { s.scoring[0].grading_scheme = "none"; }, "no grading scheme 'none'"},
      {[](SchemeSources& s) { s.default_scoring_scheme = "none"; }, "no such scoring scheme"},
      {[](SchemeSources& s) { s.scoring[0].execution_points = "1e1"; }, "execution_points"},
      {[](SchemeSources& s) { s.scoring[0].execution_expression = "executed"; }, "execution_expression"},
      {[](SchemeSources& s) { s.scoring[0].levels[0].points = "-1"; }, "below 0"},
      {[](SchemeSources& s) { s.scoring[0].levels[1].level = "output"; }, "stated twice"},
      {[](SchemeSources& s) { s.scoring[0].formulas[0].score = "a / t * v"; }, "unknown"},
      {[](SchemeSources& s) { s.scoring[0].formulas[0].score = "a > t"; }, "score"},
      {[](SchemeSources& s) { s.scoring[0].formulas[0].given = "a > t"; }, "given"},
      {[](SchemeSources& s) { s.scoring[0].formulas[0].reached = ""; }, "'reached' is missing"},
      {[](SchemeSources& s) { s.scoring[0].formulas[1].id = s.scoring[0].formulas[0].id; }, "stated twice"},
      {[](SchemeSources& s) { s.scoring[0].formulas.back().bands.clear(); }, "has bands"},
      {[](SchemeSources& s) { s.scoring[0].formulas.back().bands[1].below = "60"; }, "no value lies in it"},
      {[](SchemeSources& s) { s.scoring[0].score_decimals = 12; }, "score_decimals"},
  };
  for (size_t i = 0; i < cases.size(); ++i) {
    SchemeSources sources = SchemesFrom(ShippedPack());
    cases[i].spoil(sources);
    EXPECT_THAT(Schemes::Make(sources),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(cases[i].message)))
        << i;
  }
}

}  // namespace
}  // namespace clearbudget::performance
