#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/rules/audited_budget_fixture.h"
#include "common/rules/evaluation.h"

namespace clearbudget::rules {
namespace {

class ListTest : public testing::Test {
 protected:
  Explained Explain(const std::string& text) {
    const auto vocabulary = *Vocabulary::Make(budget_.environment());
    const auto expression = vocabulary->Compile(text, vocabulary->RootScope());
    EXPECT_TRUE(expression.ok()) << text << "\n" << expression.status();
    if (!expression.ok()) return {};
    Evaluation evaluation(*vocabulary, budget_.inputs());
    Explained explained = evaluation.Explain(*expression, evaluation.RootScope());
    EXPECT_EQ(evaluation.Evaluate(*expression).value, explained.result.value) << text;
    return explained;
  }

  std::string Eval(const std::string& text) {
    const Explained explained = Explain(text);
    if (!explained.result.ok()) return "error";
    return explained.result.value.blank() ? "blank" : explained.result.value.ToText();
  }

  void AddLine(const char* function, const char* project, const char* amount) {
    facts::Record& line = budget_.Append({}, "lines");
    if (*function != '\0') line.Set("function", facts::Value(std::string(function)));
    if (*project != '\0') line.Set("project", facts::Value(std::string(project)));
    if (*amount != '\0') line.Set("amount", AmountOf(amount));
  }

  AuditedBudget budget_;
};

TEST_F(ListTest, Sums) {
  EXPECT_EQ(Eval("sum(projects : amount.this_year)"), "516000.00");
  EXPECT_EQ(Eval("sum(projects where code == \"P-2\" : amount.this_year)"), "200000.00");
  EXPECT_EQ(Eval("sum(projects where code == \"none\" : amount.this_year)"), "0.00");
  EXPECT_EQ(Eval("sum(lines : amount)"), "blank");
  EXPECT_EQ(Eval("sum(projects : other_amount)"), "blank");
  EXPECT_EQ(Eval("sum(projects : or_zero(other_amount))"), "0.00");
  EXPECT_EQ(Eval("sum(assets.purchase_plan.rows : quantity)"), "23");
  EXPECT_EQ(Eval("sum(projects.fund_plan where month == 12 : cumulative_percent)"), "400");
  EXPECT_EQ(Eval("sum(projects : round(1 / (staff_in_service - 23), 2))"), "error");
}

TEST_F(ListTest, ASumLacksWhatItsRowsLack) {
  AddLine("2010101", "", "100");
  AddLine("2010102", "P-1", "20");
  AddLine("201", "P-2", "3");
  EXPECT_EQ(Eval("sum(lines : amount)"), "123.00");
  EXPECT_EQ(Eval("sum(lines where under(function, \"201\") : amount)"), "123.00");
  EXPECT_EQ(Eval("sum(lines where under(function, \"2010101\") : amount)"), "blank");
  EXPECT_EQ(Explain("sum(lines where under(function, \"2010101\") : amount)").missing,
            std::vector<std::string>{"lines[2].function"});
  EXPECT_EQ(Explain("sum(lines where project == \"P-1\" : amount)").missing,
            std::vector<std::string>{"lines[0].project"});
  AddLine("2020101", "P-1", "");
  EXPECT_EQ(Eval("sum(lines : amount)"), "blank");
  EXPECT_EQ(Explain("sum(lines : amount)").missing, std::vector<std::string>{"lines[3].amount"});
  EXPECT_EQ(Eval("sum(lines where under(function, \"201\") : amount)"), "123.00");
  EXPECT_EQ(Eval("sum(lines where level(function, 1) == \"201\" : amount)"), "123.00");
  EXPECT_EQ(Eval("sum(lines where level(function, 2) == \"20101\" : amount)"), "blank");
}

TEST_F(ListTest, ANestedListThatIsNotStatedIsMissed) {
  budget_.ListAt({}, "projects")[1].Set("fund_plan", facts::Value());
  const Explained explained = Explain("sum(projects.fund_plan where month == 12 : cumulative_percent)");
  EXPECT_TRUE(explained.result.insufficient());
  EXPECT_EQ(explained.missing, std::vector<std::string>{"projects[1].fund_plan"});
  EXPECT_EQ(Eval("count(projects.fund_plan)"), "12");
}

TEST_F(ListTest, CountsAllAnyAndExtremes) {
  EXPECT_EQ(Eval("count(projects)"), "4");
  EXPECT_EQ(Eval("count(projects.indicators)"), "10");
  EXPECT_EQ(Eval("count(projects.indicators where blank(target_value))"), "3");
  EXPECT_EQ(Eval("count(lines)"), "0");
  EXPECT_EQ(Eval("count(projects where other_amount == 0 yuan)"), "blank");
  EXPECT_EQ(Eval("all(projects : stated(name))"), "true");
  EXPECT_EQ(Eval("all(projects where code == \"P-4\" : amount.this_year == 16000 yuan)"), "true");
  EXPECT_EQ(Eval("all(projects : amount.this_year > 16000 yuan)"), "false");
  EXPECT_EQ(Eval("all(projects : other_amount == 0 yuan)"), "blank");
  EXPECT_EQ(Eval("any(projects : other_amount == 0 yuan or code == \"P-3\")"), "true");
  EXPECT_EQ(Eval("any(lines : amount > 0 yuan)"), "false");
  EXPECT_EQ(Eval("all(lines : amount > 0 yuan)"), "true");
  EXPECT_EQ(Eval("min(projects : amount.this_year)"), "16000.00");
  EXPECT_EQ(Eval("max(projects : amount.this_year)"), "200000.00");
  EXPECT_EQ(Eval("max(lines : amount)"), "blank");
  EXPECT_EQ(Eval("max(projects.fund_plan : cumulative_percent)"), "blank");
  EXPECT_EQ(Eval("max(projects.fund_plan where stated(cumulative_percent) : cumulative_percent)"), "100");
}

TEST_F(ListTest, EveryElementStandsInItsScope) {
  EXPECT_EQ(Eval("count(projects.indicators where parent.code == \"P-4\")"), "3");
  EXPECT_EQ(Eval("count(projects.indicators where code == \"P-4\")"), "3");
  EXPECT_EQ(Eval("count(projects.indicators where parent.name == \"车辆保险\" and blank(name))"), "3");
  EXPECT_EQ(Eval("all(projects : count(indicators) >= 2)"), "true");
  EXPECT_EQ(Eval("all(projects : any(fund_plan : month == 12 and cumulative_percent == 100))"), "true");
  EXPECT_EQ(Eval("sum(projects : round(amount.this_year / $root.expenditure.project.this_year, 4))"), "1");
}

TEST_F(ListTest, FindsOne) {
  EXPECT_EQ(Eval("the(projects where code == \"P-2\").amount.this_year"), "200000.00");
  EXPECT_EQ(Eval("the(projects where code == \"P-9\").name"), "blank");
  EXPECT_EQ(Eval("stated(the(projects where code == \"P-9\"))"), "false");
  EXPECT_EQ(Eval("stated(the(projects where code == \"P-2\"))"), "true");
  EXPECT_EQ(Eval("the(projects where amount.this_year == 150000 yuan).name"), "error");
  EXPECT_EQ(Eval("count(the(projects where code == \"P-4\").indicators)"), "3");
  EXPECT_EQ(Eval("the(lines).amount"), "blank");
  EXPECT_EQ(Eval("the(the(projects where code == \"P-4\").fund_plan where month == 6).cumulative_percent"),
            "50");
  EXPECT_EQ(Explain("the(projects where code == \"P-2\").amount.last_year").missing,
            std::vector<std::string>{"projects[1].amount.last_year"});
}

// Looking elements up by key must come to what walking all of them comes to.
TEST_F(ListTest, KeysChangeNothing) {
  for (int i = 0; i < 300; ++i) {
    const std::string project = i % 7 == 0 ? "" : "P-" + std::to_string(i % 5);
    AddLine("2010101", project.c_str(), std::to_string(i).c_str());
  }
  const std::vector<std::string> conditions = {
      "project == \"P-1\"", "project == \"none\"", "stated(project) and project == \"P-3\"",
      "\"P-2\" == project and amount > 100 yuan", "project == $region"};
  for (const std::string& condition : conditions) {
    const std::string walked = "(" + condition + " or false)";
    for (const std::string function :
         {"sum(lines where {} : amount)", "count(lines where {})", "max(lines where {} : amount)",
          "any(lines where {} : amount == 11 yuan)"}) {
      const size_t slot = function.find("{}");
      const std::string keyed = std::string(function).replace(slot, 2, condition);
      EXPECT_EQ(Eval(keyed), Eval(std::string(function).replace(slot, 2, walked))) << keyed;
    }
  }
  EXPECT_EQ(
      Eval("sum(projects : sum(lines where stated(project) and project == code : amount))"),
      Eval("sum(lines where stated(project) and project in (\"P-1\", \"P-2\", \"P-3\", \"P-4\") : amount)"));
}

TEST_F(ListTest, EvidenceNamesWhatDecided) {
  Explained explained = Explain("income.total.this_year == expenditure.total.this_year");
  EXPECT_EQ(explained.evidence, (std::vector<Evidence>{{"income.total.this_year", "4620332.98", "元"},
                                                       {"expenditure.total.this_year", "4620332.98", "元"}}));
  explained = Explain("all(projects : amount.this_year > 16000 yuan)");
  EXPECT_EQ(explained.evidence, (std::vector<Evidence>{{"projects[3].amount.this_year", "16000.00", "元"}}));
  explained = Explain("sum(projects where code == \"P-4\" : amount.this_year) > 0 yuan");
  EXPECT_EQ(explained.evidence, (std::vector<Evidence>{{"projects[3].amount.this_year", "16000.00", "元"}}));
  explained = Explain("count(projects.indicators) == 14");
  EXPECT_EQ(explained.evidence, (std::vector<Evidence>{{"projects.indicators", "10", ""}}));
  EXPECT_TRUE(Explain("false and expenditure.total.last_year > 0").missing.empty());
  EXPECT_TRUE(Explain("expenditure.total.last_year > 0 yuan or true").missing.empty());
  EXPECT_EQ(Explain("three_public.vehicle_operation.last_year > 0 and true").missing,
            std::vector<std::string>{"three_public.vehicle_operation.last_year"});
}

}  // namespace
}  // namespace clearbudget::rules
