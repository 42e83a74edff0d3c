// What does not load, and what is said about it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/rules/audited_budget_fixture.h"
#include "common/rules/vocabulary.h"

namespace clearbudget::rules {
namespace {

using testing::HasSubstr;

std::string ErrorOf(const std::string& text, const ScopeType* scope = nullptr) {
  AuditedBudget budget;
  const auto vocabulary =
      *Vocabulary::Make(budget.environment(), {{"spending", "expenditure.total.this_year"}});
  const auto expression = vocabulary->Compile(text, scope == nullptr ? vocabulary->RootScope() : *scope);
  return expression.ok() ? "loaded" : std::string(expression.status().message());
}

struct Case {
  std::string expression;
  std::string message;
};

TEST(RefusalTest, Syntax) {
  const std::vector<Case> cases = {
      {"", "1:1: an expression is expected"},
      {"1 +", "1:4: a value is expected, not the end"},
      {"(1 + 2", "1:7: ')' is expected after the expression, not the end"},
      {"1 = 1", "1:3: '=' is written '=='"},
      {"1 2", "1:3: an operator or the end is expected, not '2'"},
      {"a <= b <= c", "comparisons are joined by 'and'"},
      {"\"open", "1:1: the text that begins here has no closing"},
      {"\"\\x\"", "1:2: after '\\' one of"},
      {"1\n+ ?", "2:3: this character begins no word"},
      {"12a", "1:3: a space or an operator is expected after a number"},
      {"$ + 1", "a name is expected after '$'"},
      {"sum(projects amount)", "1:14: ':' is expected"},
      {"sum(1 : 2)", "sum(...) needs a list"},
      {"count(projects : code)", "')' is expected"},
      {"stated()", "stated(...) needs a value"},
      {"expenditure.", "a field name is expected after '.'"},
      {"and", "a value is expected, not 'and'"},
      {"x in 1", "'(' is expected after 'in'"},
      {"007", "1:1:"},
      {"1.0000000001", "1:1:"},
      {"100.001 yuan", "1:1:"},
  };
  for (const Case& test : cases)
    EXPECT_THAT(ErrorOf(test.expression), HasSubstr(test.message)) << test.expression;
}

TEST(RefusalTest, NamesAndPaths) {
  const std::vector<Case> cases = {
      {"expenditur.total.this_year", "1:1: unknown name 'expenditur'; did you mean expenditure?"},
      {"expenditure.total.this_yaer",
       "1:19: unknown fact 'this_yaer' of StatedFigure; did you mean this_year"},
      {"expenditure.total.this_year.x", "'this_year' is an amount and has no field 'x'"},
      {"projects.code == \"x\"", "this path goes through a list"},
      {"parent.code", "the root has no parent"},
      {"$yaer", "unknown parameter '$yaer'; did you mean year"},
      {"$year.x", "'year' is a number and has no fields"},
      {"spending.x", "'spending' is an amount and has no fields"},
      {"sume(projects : 1)", "1:15: ')' is expected"},
      {"rond(1, 2)", "unknown function 'rond'; did you mean round?"},
      {"count($year)", "a list of records is expected, not the parameter '$year'"},
      {"count(expenditure)", "count(...) needs a list of records"},
      {"count(expenditure.total.this_year)", "count(...) needs a list of records"},
      {"expenditure.total", "a value is expected, not a record (StatedFigure)"},
      {"projects", "a value is expected, not a list of records (Project)"},
  };
  for (const Case& test : cases)
    EXPECT_THAT(ErrorOf(test.expression), HasSubstr(test.message)) << test.expression;
}

TEST(RefusalTest, Types) {
  const std::vector<Case> cases = {
      {"expenditure.total.this_year + 1", "'+' needs values of one type, not an amount and a number"},
      {"expenditure.total.this_year * spending", "'*' needs two numbers, or an amount and a number"},
      {"1 / spending", "'/' needs amounts or numbers, and no number by an amount"},
      {"spending == 5", "'==' needs values of one type, not an amount and a number"},
      {"spending == \"5\"", "not an amount and a text"},
      {"\"a\" < \"b\"", "'<' orders amounts, numbers and dates, not a text"},
      {"not 1", "'not' needs a bool, not a number"},
      {"spending and true", "'and' needs a bool, not an amount"},
      {"-\"a\"", "'-' needs a number or an amount, not a text"},
      {"any(lines : function == economic)", "not a code of function and a code of economic"},
      {"any(projects : code == name)", "not a code of project_code and a text"},
      {"any(lines : under(function, economic))", "under(...) needs values of one type"},
      {"if(1, 2, 3)", "the condition of if(...) needs a bool, not a number"},
      {"if(true, 2, 3 yuan)", "if(...) needs values of one type"},
      {"first_stated(1, \"a\")", "first_stated(...) needs values of one type"},
      {"all(projects : 1)", "all(...) needs a bool after ':'"},
      {"sum(projects : code)", "sum(...) needs amounts or numbers after ':', not a code of project_code"},
      {"sum(projects where 1 : 2)", "'where' needs a bool"},
      {"round(1)", "round(...) needs 2 values, not 1"},
      {"round(1, 1.5)", "a whole number from 0 to 9 is expected"},
      {"round(1, staff_in_service)", "a whole number from 0 to 9 is expected"},
      {"level(\"x\", 1)", "level(...) needs a code, not a text"},
      {"count(lines where level(function, 4) == \"a\")", "a whole number from 1 to 3 is expected"},
      {"date(\"2020-02-30\")", "a day is written as in date"},
      {"year(1)", "year(...) needs a date, not a number"},
      {"or_zero(\"x\")", "or_zero(...) needs an amount or a number"},
      {"in_yuan(1)", "in_yuan(...) does not take a number"},
      {"name_of(\"x\")", "this code belongs to no list"},
      {"expenditure.total == expenditure.total", "not a record (StatedFigure) and a record"},
      {"grouped(1 yuan) == \"1.00\"", "writes for people"},
      {"1 / 0", "this divides by zero"},
  };
  for (const Case& test : cases)
    EXPECT_THAT(ErrorOf(test.expression), HasSubstr(test.message)) << test.expression;
}

TEST(RefusalTest, NumbersThatCouldGrowBeyond38Digits) {
  const std::string rows = "assets.holdings.rows";
  EXPECT_EQ(ErrorOf("sum(" + rows + " : quantity)"), "loaded");
  EXPECT_EQ(ErrorOf("all(" + rows + " : value * quantity == value)"), "loaded");
  EXPECT_THAT(ErrorOf("sum(" + rows + " : value * quantity)"), HasSubstr("could need more than 38 digits"));
  EXPECT_THAT(ErrorOf("all(" + rows + " : quantity * quantity * quantity > 0)"),
              HasSubstr("1:48: this result could need more than 38 digits"));
  EXPECT_THAT(ErrorOf("sum(projects : amount.this_year / spending)"), HasSubstr("a sum of quotients"));
  EXPECT_EQ(ErrorOf("sum(projects : round(amount.this_year / spending, 4))"), "loaded");
  EXPECT_EQ(ErrorOf("sum(projects : amount.this_year / 12)"), "loaded");
  EXPECT_EQ(ErrorOf("sum(projects.fund_plan : cumulative_percent / 100)"), "loaded");
}

TEST(RefusalTest, SizeAndDepth) {
  EXPECT_THAT(ErrorOf(std::string(30'000, '1')), HasSubstr("at most 20000 are read"));
  EXPECT_THAT(ErrorOf(std::string(9'000, '(') + "1"), HasSubstr("nests deeper than 100"));
  EXPECT_THAT(ErrorOf(std::string(9'000, '-') + "1"), HasSubstr("nests deeper than 100"));
  std::string chain = "1";
  for (int i = 0; i < 2'000; ++i) chain += " + 1";
  EXPECT_THAT(ErrorOf(chain), HasSubstr("nests deeper than 100"));
  std::string nested = "1";
  for (int i = 0; i < 40; ++i) nested = "count(projects where count(indicators) > " + nested + ")";
  EXPECT_THAT(ErrorOf(nested), HasSubstr("too many lists"));
}

TEST(RefusalTest, Definitions) {
  AuditedBudget budget;
  const auto error = [&](const std::vector<Definition>& definitions) {
    const auto vocabulary = Vocabulary::Make(budget.environment(), definitions);
    return vocabulary.ok() ? "loaded" : std::string(vocabulary.status().message());
  };
  EXPECT_EQ(error({{"a", "b + 1"}, {"b", "staff_in_service"}}), "loaded");
  EXPECT_THAT(error({{"a", "b + 1"}, {"b", "a"}}),
              HasSubstr("definition a: it uses itself: a uses b uses a"));
  EXPECT_THAT(error({{"a", "a"}}), HasSubstr("it uses itself"));
  EXPECT_THAT(error({{"a", "1"}, {"a", "2"}}), HasSubstr("definition a: defined twice"));
  EXPECT_THAT(error({{"projects", "1"}}), HasSubstr("a fact has this name"));
  EXPECT_THAT(error({{"this_year", "1"}}), HasSubstr("a fact has this name"));
  EXPECT_THAT(error({{"1a", "1"}}), HasSubstr("a name of small letters"));
  EXPECT_THAT(error({{"a", "expenditure"}}),
              HasSubstr("definition a: 1:1: a value is expected, not a record"));
  std::vector<Definition> chain = {{"d0", "1"}};
  for (int i = 1; i < 60; ++i)
    chain.insert(chain.begin(), {"d" + std::to_string(i), "d" + std::to_string(i - 1)});
  EXPECT_THAT(error(chain), HasSubstr("more than 50 deep"));
}

TEST(RefusalTest, Scopes) {
  AuditedBudget budget;
  const auto vocabulary = *Vocabulary::Make(budget.environment());
  const ScopeType root = vocabulary->RootScope();
  EXPECT_TRUE(vocabulary->Enter(root, "projects.indicators").ok());
  EXPECT_TRUE(vocabulary->Enter(root, "").ok());
  for (const char* path : {"expenditure", "staff_in_service", "1", "the(projects).indicators", "projekts"}) {
    EXPECT_FALSE(vocabulary->Enter(root, path).ok()) << path;
  }
  const ScopeType project = *vocabulary->Enter(root, "projects");
  EXPECT_TRUE(vocabulary->Enter(project, "indicators").ok());
  EXPECT_TRUE(vocabulary->Compile("name == parent.projects.name", project).status().message().size() > 0);
  const auto wrong_type = vocabulary->Compile("amount.this_year", project, {.expected = TypeKind::kBool});
  EXPECT_THAT(std::string(wrong_type.status().message()),
              HasSubstr("a bool is expected; the expression gives an amount"));
}

}  // namespace
}  // namespace clearbudget::rules
