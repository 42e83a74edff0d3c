#include "common/rules/checker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "common/rules/audited_budget_fixture.h"

namespace clearbudget::rules {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

RuleSource MakeRule(std::string id, Severity severity, std::string scope, std::string given,
                    std::string require) {
  RuleSource source;
  source.id = std::move(id);
  source.severity = severity;
  source.scope = std::move(scope);
  source.given = std::move(given);
  source.require = std::move(require);
  source.message = {"实际与应有不符。", "does not hold"};
  return source;
}

Report CheckBudget(const AuditedBudget& budget, std::vector<RuleSource> sources, CheckOptions options = {},
                   const std::vector<Definition>& definitions = {}) {
  const auto vocabulary = Vocabulary::Make(budget.environment(), definitions);
  EXPECT_TRUE(vocabulary.ok()) << vocabulary.status();
  if (!vocabulary.ok()) return {};
  const auto rules = RuleSet::Compile(*vocabulary, std::move(sources));
  EXPECT_TRUE(rules.ok()) << rules.status();
  if (!rules.ok()) return {};
  return Checker(*rules).Check(budget.inputs(), options);
}

Finding OnlyFinding(const AuditedBudget& budget, RuleSource source) {
  const Report report = CheckBudget(budget, {std::move(source)});
  EXPECT_EQ(report.findings.size(), 1u);
  return report.findings.empty() ? Finding() : report.findings[0];
}

TEST(CheckerTest, IdentitiesOfTheAuditedSampleHold) {
  const AuditedBudget budget;
  const std::vector<std::string> identities = {
      "income.total.this_year == expenditure.total.this_year",
      "expenditure.total.this_year == expenditure.basic.this_year + expenditure.project.this_year",
      "expenditure.basic.this_year == expenditure.personnel.this_year + expenditure.operating.this_year",
      "sum(projects : amount.this_year) == expenditure.project.this_year",
      "all(projects : fiscal_amount == amount.this_year)",
      "expenditure.total.change == expenditure.basic.change + expenditure.project.change",
      "expenditure.total.this_year - expenditure.total.change == 4231994.79 yuan",
      "sum(operating_costs.items : figure.this_year) == operating_costs.total.this_year",
      "operating_costs.total.this_year == expenditure.operating.this_year",
      "three_public.total.change == three_public.vehicle_operation.change + three_public.reception.change",
      "sum(assets.holdings.rows : quantity) == assets.holdings.total_quantity",
      "sum(assets.holdings.rows : value) == assets.stated_fixed_assets",
      "sum(assets.purchase_plan.rows : quantity) == 23",
      "sum(assets.purchase_plan.rows : value) == assets.stated_purchases",
      "all(projects.fund_plan where month == 12 : cumulative_percent == 100)",
  };
  std::vector<RuleSource> sources;
  for (const std::string& identity : identities) {
    sources.push_back(
        MakeRule("identity-" + std::to_string(sources.size()), Severity::kError, "", "", identity));
  }
  const Report report = CheckBudget(budget, sources, {.silent_findings = true});
  EXPECT_THAT(report.findings, IsEmpty());
  EXPECT_EQ(report.counts.passed, static_cast<int>(identities.size()));
  EXPECT_EQ(report.silent_findings.size(), identities.size());
  EXPECT_FALSE(report.Blocks());
}

TEST(CheckerTest, FindingsOfTheAuditedSample) {
  const AuditedBudget budget;
  std::vector<RuleSource> sources = {
      MakeRule("retired", Severity::kAdvisory, "", "", "staff_retired != staff_in_service"),
      MakeRule("basis", Severity::kWarning, "projects.indicators", "", "stated(basis)"),
      MakeRule("other-share", Severity::kWarning, "", "",
               "the(operating_costs.items where item == \"other\").figure.this_year / "
               "operating_costs.total.this_year <= 0.5"),
      MakeRule("units", Severity::kWarning, "", "",
               "assets.holdings.printed_unit == assets.purchase_plan.printed_unit"),
      MakeRule("plan-year", Severity::kWarning, "", "", "year(assets.purchase_plan.as_of_date) == $year"),
      MakeRule("other-funds", Severity::kAdvisory, "projects", "",
               "amount.this_year == fiscal_amount + other_amount"),
      MakeRule("target", Severity::kError, "projects.indicators", "", "stated(target_value)"),
      MakeRule(
          "rate", Severity::kWarning, "projects.indicators", "target_is_rate(target_value)",
          "not (target_comparator(target_value) == \"at_least\" and target_number(target_value) == 100)"),
      MakeRule("three-public", Severity::kError, "", "",
               "three_public.total.this_year == three_public.abroad.this_year + "
               "three_public.vehicle_purchase.this_year "
               "+ three_public.vehicle_operation.this_year + three_public.reception.this_year"),
      MakeRule("insured", Severity::kExplain, "", "",
               "sum(assets.holdings.rows where category == \"vehicle\" : quantity) == 4")};
  for (RuleSource& source : sources) source.grouped = source.id != "target" && !source.scope.empty();
  const Report report = CheckBudget(budget, sources);
  std::vector<std::string> found;
  for (const Finding& finding : report.findings) {
    found.push_back(std::string(SeverityName(finding.severity)) + " " + finding.rule_id + " " +
                    std::string(OutcomeName(finding.outcome)) + " " + finding.path);
  }
  EXPECT_THAT(
      found,
      ElementsAre(
          "error target fail projects[0].indicators[1]", "error target fail projects[1].indicators[2]",
          "error target fail projects[3].indicators[1]", "error three-public insufficient_data ",
          "explain insured fail ", "warning basis fail projects.indicators", "warning other-share fail ",
          "warning units fail ", "warning plan-year fail ", "warning rate fail projects.indicators",
          "warning rate insufficient_data projects.indicators", "advisory retired fail ",
          "advisory other-funds insufficient_data projects"));
  EXPECT_TRUE(report.Blocks());
}

TEST(CheckerTest, InsufficientDataNamesWhatIsMissing) {
  const AuditedBudget budget;
  const Finding finding = OnlyFinding(
      budget, MakeRule("three-public", Severity::kError, "", "",
                       "three_public.total.this_year == three_public.abroad.this_year + "
                       "three_public.vehicle_operation.this_year + three_public.reception.this_year"));
  EXPECT_EQ(finding.outcome, Outcome::kInsufficientData);
  EXPECT_THAT(finding.missing, ElementsAre("three_public.vehicle_operation.this_year"));
  EXPECT_EQ(finding.actual, "116000.00");
  EXPECT_EQ(finding.expected, "");
  EXPECT_EQ(finding.difference, "");
  EXPECT_EQ(finding.unit, "元");
  EXPECT_THAT(finding.evidence, ElementsAre(Evidence{"three_public.total.this_year", "116000.00", "元"},
                                            Evidence{"three_public.abroad.this_year", "0.00", "元"},
                                            Evidence{"three_public.vehicle_operation.this_year", "", "元"},
                                            Evidence{"three_public.reception.this_year", "10000.00", "元"}));
}

TEST(CheckerTest, AFailureCarriesBothSidesAndItsWords) {
  AuditedBudget budget;
  budget.SetAmount({"expenditure", "basic"}, "this_year", "4104332.99");
  RuleSource source =
      MakeRule("sum", Severity::kError, "", "stated(expenditure.basic.this_year)",
               "staff_in_service > 0 and expenditure.total.this_year == expenditure.basic.this_year + "
               "expenditure.project.this_year");
  source.message = {"支出{expenditure.total.this_year}元，上年{expenditure.total.last_year}元。",
                    "{expenditure.total.this_year|grouped} yuan, last year {expenditure.total.last_year}"};
  source.hint = {"请核对。", ""};
  source.legal_basis = "预算法";
  const Finding finding = OnlyFinding(budget, source);
  EXPECT_EQ(finding.outcome, Outcome::kFail);
  EXPECT_EQ(finding.actual, "4620332.98");
  EXPECT_EQ(finding.expected, "4620332.99");
  EXPECT_EQ(finding.difference, "-0.01");
  EXPECT_EQ(finding.unit, "元");
  EXPECT_EQ(finding.message.chinese, "支出4620332.98元，上年未列示元。");
  EXPECT_EQ(finding.message.english, "4,620,332.98 yuan, last year not stated");
  EXPECT_EQ(finding.hint.chinese, "请核对。");
  EXPECT_EQ(finding.legal_basis, "预算法");
  EXPECT_FALSE(finding.rounding_hint);
}

TEST(CheckerTest, PreconditionsDecideFirst) {
  const AuditedBudget budget;
  const std::string fails = "staff_in_service == 0";
  const Report report = CheckBudget(
      budget, {MakeRule("na", Severity::kError, "", "staff_in_service == 0", fails),
               MakeRule("blank", Severity::kError, "", "expenditure.total.last_year > 0", fails),
               MakeRule("fails", Severity::kWarning, "", "true", fails),
               MakeRule("error", Severity::kError, "", "1 / (staff_in_service - staff_retired) > 0", fails),
               MakeRule("none", Severity::kError, "lines", "", "amount > 0 yuan"),
               MakeRule("error-in-message", Severity::kWarning, "", "", fails)});
  std::map<std::string, Outcome> outcomes;
  for (const Finding& finding : report.findings) outcomes[finding.rule_id] = finding.outcome;
  EXPECT_EQ(outcomes, (std::map<std::string, Outcome>{{"blank", Outcome::kInsufficientData},
                                                      {"fails", Outcome::kFail},
                                                      {"error", Outcome::kRuleError},
                                                      {"error-in-message", Outcome::kFail}}));
  EXPECT_EQ(report.counts.not_applicable, 2);
  EXPECT_EQ(report.counts.rule_errors, 1);
  const auto of_rule = [&](const char* id) {
    return *std::find_if(report.findings.begin(), report.findings.end(),
                         [&](const Finding& finding) { return finding.rule_id == id; });
  };
  EXPECT_THAT(of_rule("blank").missing, ElementsAre("expenditure.total.last_year"));
  EXPECT_THAT(of_rule("error").message.english, HasSubstr("division by zero"));
}

TEST(CheckerTest, AnExplanationAnswersARuleThatAsksForOne) {
  AuditedBudget budget;
  const auto explain = [&](const char* rule, const char* path) {
    facts::Record& answer = budget.Append({}, "explanations");
    answer.Set("rule_id", facts::Value(std::string(rule)));
    if (*path != '\0') answer.Set("subject_path", facts::Value(std::string(path)));
    answer.Set("text", facts::Value(std::string("因为")));
  };
  explain("whole", "");
  explain("each", "projects[1]");
  explain("error", "");
  std::vector<RuleSource> sources = {
      MakeRule("whole", Severity::kExplain, "", "", "staff_in_service == 0"),
      MakeRule("each", Severity::kExplain, "projects", "", "amount.this_year == 0"),
      MakeRule("error", Severity::kWarning, "", "", "staff_in_service == 0")};
  const Report report = CheckBudget(budget, sources);
  std::vector<std::string> outcomes;
  for (const Finding& finding : report.findings) {
    outcomes.push_back(finding.rule_id + finding.path + " " + std::string(OutcomeName(finding.outcome)) +
                       " " + finding.explanation);
  }
  EXPECT_THAT(outcomes,
              ElementsAre("whole explained 因为", "eachprojects[0] fail ", "eachprojects[1] explained 因为",
                          "eachprojects[2] fail ", "eachprojects[3] fail ", "error fail "));
  EXPECT_TRUE(report.Blocks());
  EXPECT_EQ(report.counts.explained, 2);
}

TEST(CheckerTest, AGroupedRuleIsOneFinding) {
  const AuditedBudget budget;
  RuleSource source = MakeRule("basis", Severity::kWarning, "projects.indicators", "", "stated(basis)");
  source.grouped = true;
  source.message = {"{count(projects.indicators)}项", "all {count($root.projects.indicators)}"};
  const Finding finding = OnlyFinding(budget, source);
  EXPECT_EQ(finding.path, "projects.indicators");
  EXPECT_EQ(finding.subjects.size(), 10u);
  EXPECT_EQ(finding.subjects[9], "projects[3].indicators[2]");
  EXPECT_EQ(finding.evidence.size(), 10u);
  EXPECT_EQ(finding.evidence[0].path, "projects[0].indicators[0].basis");
  EXPECT_EQ(finding.message.english, "all 10");
}

TEST(CheckerTest, PrintedPrecisionExcusesWhatRoundingMakes) {
  const auto check = [](const char* total, const char* personnel, bool printed_precision) {
    AuditedBudget budget;
    budget.SetAmount({"expenditure", "basic"}, "this_year", total);
    budget.SetAmount({"expenditure", "personnel"}, "this_year", personnel);
    budget.SetAmount({"expenditure", "operating"}, "this_year", "1000000");
    for (const char* figure : {"basic", "personnel", "operating"}) {
      facts::Record& record = budget.At({"expenditure", figure});
      record.Set("printed_unit", facts::Value(std::string("AMOUNT_UNIT_TEN_THOUSAND_YUAN")));
      record.Set("printed_decimals", facts::Value(int64_t{2}));  // To 100 元.
    }
    RuleSource source = MakeRule(
        "basic", Severity::kError, "", "",
        "expenditure.basic.this_year == expenditure.personnel.this_year + expenditure.operating.this_year");
    source.printed_precision = printed_precision;
    return OnlyFinding(budget, source);
  };
  // Two summed and one compared, each to 100 元: 150 元 in all.
  Finding finding = check("3000100", "2000000", true);
  EXPECT_TRUE(finding.rounding_hint);
  EXPECT_EQ(finding.severity, Severity::kAdvisory);
  EXPECT_EQ(finding.difference, "100.00");
  finding = check("3000200", "2000000", true);
  EXPECT_FALSE(finding.rounding_hint);
  EXPECT_EQ(finding.severity, Severity::kError);
  EXPECT_FALSE(check("3000100", "2000000", false).rounding_hint);
}

TEST(CheckerTest, RulesThatDoNotLoadAreNamed) {
  const AuditedBudget budget;
  const auto vocabulary = *Vocabulary::Make(budget.environment());
  const auto error = [&](RuleSource source) {
    const auto rules =
        RuleSet::Compile(vocabulary, {MakeRule("first", Severity::kError, "", "", "true"), source});
    return rules.ok() ? "loaded" : std::string(rules.status().message());
  };
  EXPECT_THAT(error(MakeRule("x", Severity::kError, "", "", "1")),
              HasSubstr("rule x, require: 1:1: a bool is expected"));
  EXPECT_THAT(error(MakeRule("x", Severity::kError, "", "2", "true")), HasSubstr("rule x, given:"));
  EXPECT_THAT(error(MakeRule("x", Severity::kError, "projekts", "", "true")),
              HasSubstr("rule x, scope: 1:1:"));
  EXPECT_THAT(error(MakeRule("first", Severity::kError, "", "", "true")), HasSubstr("taken twice"));
  RuleSource source = MakeRule("x", Severity::kError, "", "", "true");
  source.message.english = "{nothing}";
  EXPECT_THAT(error(source),
              HasSubstr("rule x, message in English: in {nothing}: 1:1: unknown name 'nothing'"));
}

TEST(CheckerTest, SharesDefinitionsAmongRules) {
  const AuditedBudget budget;
  const std::vector<Definition> definitions = {
      {"vehicle_running", "three_public.vehicle_operation.this_year"},
      {"three_public_items", "three_public.abroad.this_year + vehicle_running"}};
  const Report report = CheckBudget(
      budget,
      {MakeRule("a", Severity::kError, "", "", "three_public_items == three_public.total.this_year"),
       MakeRule("b", Severity::kError, "", "", "three_public_items <= three_public.total.this_year")},
      {}, definitions);
  ASSERT_EQ(report.findings.size(), 2u);
  for (const Finding& finding : report.findings) {
    EXPECT_THAT(finding.missing, ElementsAre("three_public.vehicle_operation.this_year"));
    EXPECT_EQ(finding.evidence.size(), 3u);
  }
}

}  // namespace
}  // namespace clearbudget::rules
