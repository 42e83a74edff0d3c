#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "common/rules/audited_budget_fixture.h"
#include "common/rules/evaluation.h"
#include "common/rules/vocabulary.h"

namespace clearbudget::rules {
namespace {

class NamesOfTwoCodes : public CodeNames {
 public:
  std::optional<std::string> NameOf(std::string_view list_id, std::string_view code) const override {
    if (list_id == "asset_category" && code == "vehicle") return "车辆";
    if (list_id == "source" && code == "fiscal") return "财政拨款";
    return std::nullopt;
  }
};

const std::vector<Definition>& Definitions() {
  static const std::vector<Definition> kDefinitions = {
      {"double_spending", "spending + spending"},
      {"spending", "expenditure.total.this_year"},
      {"vehicles_held", "sum(assets.holdings.rows where category == \"vehicle\" : quantity)"},
      {"growth", "three_public.vehicle_operation.change / three_public.vehicle_operation.last_year"},
      {"broken", "1 / (staff_in_service - 23)"}};
  return kDefinitions;
}

struct Case {
  std::string expression;
  std::string expected;  // Canonical text; "blank"; or "error: ..." with a part of the message.
};

std::string Shown(const Result& result) {
  if (!result.ok()) return "error: " + result.error;
  return result.value.blank() ? "blank" : result.value.ToText();
}

void Check(AuditedBudget& budget, const std::vector<Case>& cases) {
  const auto vocabulary = Vocabulary::Make(budget.environment(), Definitions());
  ASSERT_TRUE(vocabulary.ok()) << vocabulary.status();
  const NamesOfTwoCodes names;
  Inputs inputs = budget.inputs();
  inputs.code_names = &names;
  Evaluation evaluation(**vocabulary, inputs);
  for (const Case& test : cases) {
    const auto expression =
        (*vocabulary)
            ->Compile(test.expression, (*vocabulary)->RootScope(), {.expected = {}, .formatting = true});
    ASSERT_TRUE(expression.ok()) << test.expression << "\n" << expression.status();
    const std::string shown = Shown(evaluation.Evaluate(*expression));
    if (test.expected.starts_with("error: ")) {
      EXPECT_TRUE(shown.starts_with(test.expected)) << test.expression << "\n" << shown;
    } else {
      EXPECT_EQ(shown, test.expected) << test.expression;
    }
    // What explains a value must come to the same value.
    EXPECT_EQ(Shown(evaluation.Explain(*expression, evaluation.RootScope()).result), shown)
        << test.expression;
  }
}

TEST(ExpressionTest, LiteralsAndOperators) {
  AuditedBudget budget;
  Check(budget, {
                    {"12", "12"},
                    {"12.50", "12.5"},
                    {"100 yuan", "100.00"},
                    {"100.05 yuan + 0.95 yuan", "101.00"},
                    {"\"a\\\"b\\\\\"", "a\"b\\"},
                    {"true", "true"},
                    {"date(\"2020-02-29\")", "2020-02-29"},
                    {"1 + 2 * 3 - 4 / 2", "5"},
                    {"(1 + 2) * 3", "9"},
                    {"7 - 2 - 1", "4"},
                    {"-3 + 1", "-2"},
                    {"- (3 - 5)", "2"},
                    {"1 / 3", "1/3"},
                    {"1 / 3 + 1 / 6", "0.5"},
                    {"1 / 3 * 3 == 1", "true"},
                    {"0.1 + 0.2 == 0.3", "true"},
                    {"100 yuan / 3 * 3 == 100 yuan", "true"},
                    {"10 yuan / 4 yuan", "2.5"},
                    {"10 yuan * 0.25", "2.50"},
                    {"0.25 * 10 yuan", "2.50"},
                    {"1 yuan / 3", "1/3"},
                    {"2 < 3 and 3 <= 3 and 4 > 3 and 3 >= 3 and 3 != 4", "true"},
                    {"not 2 < 3", "false"},
                    {"1 == 2 or not false and true", "true"},
                    {"\"b\" in (\"a\", \"b\")", "true"},
                    {"3 not in (1, 2)", "true"},
                    {"1\n+\n1", "2"},
                    {"$year - 1", "2019"},
                    {"$region == \"130303\"", "true"},
                });
}

TEST(ExpressionTest, FactsAndFunctions) {
  AuditedBudget budget;
  Check(budget, {
                    {"expenditure.total.this_year", "4620332.98"},
                    {"$root.expenditure.total.this_year", "4620332.98"},
                    {"staff_in_service + 1", "24"},
                    {"stated(expenditure.total.this_year)", "true"},
                    {"stated(expenditure.total.last_year)", "false"},
                    {"blank(three_public.vehicle_operation.this_year)", "true"},
                    {"stated(three_public.abroad)", "true"},
                    {"stated(lines)", "false"},
                    {"stated(projects)", "true"},
                    {"stated(projects.indicators)", "true"},
                    {"first_stated(expenditure.total.last_year, expenditure.total.this_year)", "4620332.98"},
                    {"or_zero(expenditure.total.last_year)", "0.00"},
                    {"if(staff_in_service > 20, \"large\", \"small\")", "large"},
                    {"if(staff_in_service == 0, 0, 1 / staff_in_service)", "1/23"},
                    {"if(staff_in_service == 23, 1, 1 / (staff_in_service - 23))", "1"},
                    {"abs(-5)", "5"},
                    {"abs(-5 yuan)", "5.00"},
                    {"round(2.5, 0)", "3"},
                    {"round(-2.5, 0)", "-3"},
                    {"round(2 / 3, 2)", "0.67"},
                    {"round(100 yuan / 3, 2)", "33.33"},
                    {"round(155 yuan / 10, 0)", "16.00"},
                    {"in_yuan(12.34 yuan)", "12.34"},
                    {"as_amount(12.34)", "12.34"},
                    {"min(10, 10 * 3 / 4)", "7.5"},
                    {"max(1 yuan, 2 yuan, 0 yuan)", "2.00"},
                    {"min(1, 2, 0.5)", "0.5"},
                    {"max(date(\"2020-01-01\"), date(\"2020-06-01\"))", "2020-06-01"},
                    {"year(assets.purchase_plan.as_of_date)", "2019"},
                    {"month(assets.purchase_plan.as_of_date)", "12"},
                    {"day(assets.purchase_plan.as_of_date)", "31"},
                    {"days_between(date(\"2020-02-28\"), date(\"2020-03-01\"))", "2"},
                });
}

TEST(ExpressionTest, CodesTextsAndTargets) {
  AuditedBudget budget;
  Check(budget, {
                    {"under(\"2010101\", \"201\")", "true"},
                    {"under(\"201\", \"201\")", "true"},
                    {"under(\"201\", \"2010101\")", "blank"},
                    {"under(\"202\", \"2010101\")", "false"},
                    {"under(\"output.quantity\", \"output\")", "true"},
                    {"under(\"outputs.quantity\", \"output\")", "false"},
                    {"under(\"output.quantity\", \"out\")", "false"},
                    {"starts_with(\"abc\", \"ab\")", "true"},
                    {"contains(\"其他费用\", \"其他\")", "true"},
                    {"length(\"其他费用\")", "4"},
                    {"number_of(\"12.5\")", "12.5"},
                    {"number_of(\"twelve\")", "blank"},
                    {"name_of(\"source\", \"fiscal\")", "财政拨款"},
                    {"name_of(\"source\", \"other\")", "blank"},
                    {"name_of(the(assets.holdings.rows where quantity == 6).category)", "车辆"},
                    {"target_kind(\"≥90%\")", "quantitative"},
                    {"target_comparator(\"≥90%\")", "at_least"},
                    {"target_number(\"≥90%\")", "90"},
                    {"target_unit(\"≥90%\")", "%"},
                    {"target_is_rate(\"6次\")", "false"},
                    {"target_number(\"3-5场\") + target_upper(\"3-5场\")", "8"},
                    {"target_number(\"车辆正常使用\")", "blank"},
                    {"assets.holdings.printed_unit == \"AMOUNT_UNIT_YUAN\"", "true"},
                    {"expenditure.total.this_year > 0", "true"},
                });
}

TEST(ExpressionTest, Formats) {
  AuditedBudget budget;
  Check(budget, {
                    {"yuan(516000 yuan)", "516000"},
                    {"yuan(416088.8 yuan)", "416088.80"},
                    {"grouped(1890824.46 yuan)", "1,890,824.46"},
                    {"grouped(-100 yuan)", "-100.00"},
                    {"grouped(-1000 yuan)", "-1,000.00"},
                    {"grouped(1234567)", "1,234,567"},
                    {"wan(70000 yuan)", "7"},
                    {"wan(516000.01 yuan)", "51.600001"},
                    {"wan(516000.01 yuan, 2)", "51.60"},
                    {"fixed(2 / 3, 3)", "0.667"},
                    {"fixed(5 yuan, 2)", "5.00"},
                    {"percent(274455.40 yuan / 416088.80 yuan, 2)", "65.96%"},
                    {"direction(5000 yuan)", "增加"},
                    {"direction(-5)", "减少"},
                    {"direction(0 yuan)", "持平"},
                    {"chinese_ordinal(1)", "一"},
                    {"chinese_ordinal(10)", "十"},
                    {"chinese_ordinal(12)", "十二"},
                    {"chinese_ordinal(20)", "二十"},
                    {"chinese_ordinal(105)", "一百零五"},
                    {"chinese_ordinal(110)", "一百一十"},
                    {"chinese_ordinal(1000)", "1000"},
                    {"grouped(expenditure.total.last_year)", "blank"},
                });
}

TEST(ExpressionTest, Blanks) {
  AuditedBudget budget;
  const std::string b = "(expenditure.total.last_year > 1 yuan)";  // A blank bool.
  std::vector<Case> cases = {{"expenditure.total.last_year + 1 yuan", "blank"},
                             {"expenditure.total.last_year == 0 yuan", "blank"},
                             {"expenditure.total.last_year == expenditure.total.last_year", "blank"},
                             {"- expenditure.total.last_year", "blank"},
                             {"min(1 yuan, expenditure.total.last_year)", "blank"},
                             {"1 yuan in (expenditure.total.last_year, 1 yuan)", "true"},
                             {"1 yuan in (expenditure.total.last_year, 2 yuan)", "blank"},
                             {"growth", "blank"},
                             {"publication_date > date(\"2020-01-01\")", "blank"},
                             {"if(" + b + ", 1, 2)", "blank"},
                             {"stated(" + b + ")", "false"}};
  const std::vector<std::pair<std::string, std::string>> values = {
      {"true", "true"}, {"false", "false"}, {b, "blank"}};
  // Kleene's tables: false < blank < true, `and` is the least, `or` the greatest.
  const auto rank = [](const std::string& name) { return name == "false" ? 0 : name == "blank" ? 1 : 2; };
  for (const auto& [left, left_name] : values) {
    cases.push_back({"not " + left, left_name == "blank" ? "blank" : left_name == "true" ? "false" : "true"});
    for (const auto& [right, right_name] : values) {
      const bool left_less = rank(left_name) < rank(right_name);
      cases.push_back({left + " and " + right, left_less ? left_name : right_name});
      cases.push_back({left + " or " + right, left_less ? right_name : left_name});
    }
  }
  Check(budget, cases);
}

TEST(ExpressionTest, Definitions) {
  AuditedBudget budget;
  Check(budget, {
                    {"spending", "4620332.98"},
                    {"double_spending / spending", "2"},
                    {"vehicles_held", "6"},
                    {"broken + 1", "error: division by zero"},
                    {"1 / (staff_in_service - staff_retired)", "error: division by zero"},
                    {"false and broken == 1", "false"},
                });
}

TEST(ExpressionTest, VariablesWithoutFacts) {
  Environment environment;
  const auto vocabulary = Vocabulary::Make(environment);
  ASSERT_TRUE(vocabulary.ok());
  ScopeType scope = (*vocabulary)->RootScope();
  for (const char* name : {"a", "t"}) scope = scope.With({name, ValueType::Number()});
  scope = scope.With({"w", ValueType::Number(100, 2)}).With({"kind", ValueType::Text()});
  const auto score =
      (*vocabulary)
          ->Compile(
              "if(kind == \"negative\", if(a <= t, w, if(a < 2 * t, round((1 - (a - t) / t) * w, 2), 0)), "
              "if(a >= t, w, round(a / t * w, 2)))",
              scope, {.expected = TypeKind::kNumber});
  ASSERT_TRUE(score.ok()) << score.status();
  Evaluation evaluation(**vocabulary, {});
  const auto value = [&](const char* kind, const char* actual, const char* target) {
    const auto number = [](const char* text) {
      return Value::Number(money::Ratio::FromDecimal(*money::Decimal::FromText(text)));
    };
    const Scope bound =
        Scope().With(number(actual)).With(number(target)).With(number("10")).With(Value::Text(kind));
    return evaluation.Evaluate(*score, bound).value.ToText();
  };
  EXPECT_EQ(value("positive", "95", "90"), "10");
  EXPECT_EQ(value("positive", "60", "90"), "6.67");
  EXPECT_EQ(value("negative", "5", "5"), "10");
  EXPECT_EQ(value("negative", "6", "5"), "8");
  EXPECT_EQ(value("negative", "10", "5"), "0");
}

TEST(ExpressionTest, RefusesAValueOfAnotherTypeOrScope) {
  AuditedBudget budget;
  const auto vocabulary = *Vocabulary::Make(budget.environment());
  const ScopeType scope = vocabulary->RootScope().With({"n", ValueType::Number()});
  const auto expression = *vocabulary->Compile("n + 1", scope);
  Evaluation evaluation(*vocabulary, budget.inputs());
  EXPECT_TRUE(evaluation.Evaluate(expression, evaluation.RootScope().With(Value())).insufficient());
  EXPECT_FALSE(evaluation.Evaluate(expression, evaluation.RootScope().With(Value::Text("1"))).ok());
  EXPECT_FALSE(evaluation.Evaluate(expression).ok());
}

}  // namespace
}  // namespace clearbudget::rules
