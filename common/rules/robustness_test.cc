// Expressions that nobody meant: whatever loads gives a value, blank or an error, and the same one when
// explained.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "common/rules/audited_budget_fixture.h"
#include "common/rules/lexer.h"
#include "common/rules/template.h"

namespace clearbudget::rules {
namespace {

const std::vector<std::string>& Seeds() {
  static const std::vector<std::string> kSeeds = {
      "sum(projects where code == \"P-2\" : amount.this_year) == expenditure.project.this_year and not false",
      "all(projects.indicators where stated(target_value) : target_number(target_value) <= 100 or $year > "
      "2019)",
      "the(projects where code == \"P-4\").amount.this_year / three_public.total.this_year * 100 yuan",
      "if(blank(three_public.vehicle_operation.this_year), or_zero(other), round(1 / (staff_in_service - "
      "23), 2))",
      "min(operating_costs.items : figure.this_year) + max(1 yuan, first_stated(other, spending)) - 2 yuan",
      "count(assets.holdings.rows where under(category, \"vehicle\")) in (1, 2, -3)",
      "any(projects : any(fund_plan : month == 12 and cumulative_percent == 100 and parent.code != \"x\"))",
      "days_between(date(\"2020-01-31\"), assets.purchase_plan.as_of_date) >= "
      "year(assets.purchase_plan.as_of_date)",
      "length(\"其他\") + number_of(\"1.5\") * in_yuan(spending) - abs(-5)",
      "percent(other / spending, 2)"};
  return kSeeds;
}

// A fixed sequence of numbers, so that a failure can be repeated.
class Sequence {
 public:
  size_t Below(size_t limit) {
    state_ = state_ * 6'364'136'223'846'793'005u + 1'442'695'040'888'963'407u;
    return static_cast<size_t>(state_ >> 33) % limit;
  }

 private:
  uint64_t state_ = 20'200'630;
};

std::vector<std::string> WordsOf(const std::string& expression) {
  std::vector<std::string> words;
  const auto tokens = CutIntoTokens(expression);
  if (!tokens.ok()) return words;
  for (const Token& token : *tokens) words.push_back(expression.substr(token.begin, token.end - token.begin));
  return words;
}

std::vector<std::string> Words() {
  std::vector<std::string> words;
  for (const std::string& seed : Seeds()) {
    for (std::string& word : WordsOf(seed)) words.push_back(std::move(word));
  }
  return words;
}

std::string Mutated(Sequence& sequence, const std::vector<std::string>& words) {
  const std::string& seed = Seeds()[sequence.Below(Seeds().size())];
  std::vector<std::string> tokens = WordsOf(seed);
  for (size_t changes = 1 + sequence.Below(2); changes > 0; --changes) {
    const size_t at = sequence.Below(tokens.size());
    const std::string& word = words[sequence.Below(words.size())];
    switch (sequence.Below(3)) {
      case 0:
        tokens[at] = word;
        break;
      case 1:
        tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(at), word);
        break;
      default:
        tokens[at].clear();
    }
  }
  std::string text;
  for (const std::string& token : tokens) text += token + (sequence.Below(20) == 0 ? "" : " ");
  return text;
}

TEST(RobustnessTest, MutatedExpressions) {
  AuditedBudget budget;
  const auto vocabulary = *Vocabulary::Make(
      budget.environment(),
      {{"spending", "expenditure.total.this_year"}, {"other", "expenditure.total.last_year"}});
  Evaluation evaluation(*vocabulary, budget.inputs());
  const std::vector<std::string> words = Words();
  Sequence sequence;
  int loaded = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = Mutated(sequence, words);
    const auto expression =
        vocabulary->Compile(text, vocabulary->RootScope(), {.expected = {}, .formatting = true});
    if (!expression.ok()) {
      EXPECT_NE(expression.status().message().find(':'), absl::string_view::npos) << text;
      continue;
    }
    ++loaded;
    const Result plain = evaluation.Evaluate(*expression);
    const Explained explained = evaluation.Explain(*expression, evaluation.RootScope());
    EXPECT_EQ(plain.value, explained.result.value) << text;
    EXPECT_EQ(plain.error, explained.result.error) << text;
    EXPECT_EQ(plain.insufficient(), !explained.missing.empty()) << text;
    const auto slot = Template::Compile(*vocabulary, "{" + text + "}", vocabulary->RootScope());
    if (!slot.ok()) continue;
    EXPECT_EQ(slot->Render(evaluation, evaluation.RootScope(), "?").complete, !plain.value.blank()) << text;
  }
  EXPECT_GT(loaded, 300);
}

TEST(RobustnessTest, AnyBytes) {
  AuditedBudget budget;
  const auto vocabulary = *Vocabulary::Make(budget.environment());
  Sequence sequence;
  for (int i = 0; i < 5'000; ++i) {
    std::string text;
    for (size_t length = sequence.Below(40); length > 0; --length)
      text.push_back(static_cast<char>(sequence.Below(256)));
    EXPECT_FALSE(text.size() > 12 && vocabulary->Compile(text, vocabulary->RootScope()).ok()) << text;
    (void)Template::Compile(*vocabulary, text, vocabulary->RootScope());
  }
}

}  // namespace
}  // namespace clearbudget::rules
