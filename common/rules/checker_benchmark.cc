// How long verdicts take: the audited sample, one rule over many lines, and sums by project.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "common/rules/audited_budget_fixture.h"
#include "common/rules/checker.h"

namespace clearbudget::rules {
namespace {

RuleSet Compile(const AuditedBudget& budget,
                const std::vector<std::pair<std::string, std::string>>& scope_and_require, int copies) {
  std::vector<RuleSource> sources;
  for (int copy = 0; copy < copies; ++copy) {
    for (const auto& [scope, require] : scope_and_require) {
      RuleSource source;
      source.id = std::to_string(sources.size());
      source.scope = scope;
      source.require = require;
      sources.push_back(std::move(source));
    }
  }
  absl::StatusOr<RuleSet> rules =
      RuleSet::Compile(*Vocabulary::Make(budget.environment()), std::move(sources));
  if (!rules.ok()) std::abort();
  return *std::move(rules);
}

void FillLines(AuditedBudget& budget, int64_t lines) {
  for (int64_t i = 0; i < lines; ++i) {
    facts::Record& line = budget.Append({}, "lines");
    line.Set("function", facts::Value(std::string(i % 2 == 0 ? "2010101" : "2010102")));
    line.Set("carried_over", facts::Value(false));
    if (i % 2 == 0) line.Set("project", facts::Value("P-" + std::to_string(i % 1'000)));
    line.Set("amount", AmountOf(std::to_string(i)));
  }
  for (int64_t i = 10; i < lines / 100; ++i) {
    budget.Append({}, "projects").Set("code", facts::Value("P-" + std::to_string(i)));
  }
}

void Run(benchmark::State& state, const AuditedBudget& budget, const RuleSet& rules) {
  int64_t verdicts = 0;
  for (auto _ : state) {
    const OutcomeCounts counts = Checker(rules).Check(budget.inputs()).counts;
    verdicts += counts.passed + counts.failed + counts.insufficient_data;
  }
  state.SetItemsProcessed(verdicts);
}

void CheckSample(benchmark::State& state) {
  const AuditedBudget budget;
  const RuleSet rules = Compile(
      budget,
      {{"", "income.total.this_year == expenditure.total.this_year"},
       {"", "expenditure.total.this_year == expenditure.basic.this_year + expenditure.project.this_year"},
       {"",
        "expenditure.basic.this_year == expenditure.personnel.this_year + expenditure.operating.this_year"},
       {"", "sum(projects : amount.this_year) == expenditure.project.this_year"},
       {"", "sum(operating_costs.items : figure.this_year) == operating_costs.total.this_year"},
       {"",
        "three_public.total.this_year == three_public.abroad.this_year + "
        "three_public.vehicle_operation.this_year"},
       {"projects", "fiscal_amount == amount.this_year"},
       {"projects.indicators", "stated(target_value)"}},
      10);
  Run(state, budget, rules);
}
BENCHMARK(CheckSample);

void CheckEveryLine(benchmark::State& state) {
  AuditedBudget budget;
  FillLines(budget, state.range(0));
  Run(state, budget, Compile(budget, {{"lines", "amount >= 0 yuan"}}, 1));
}
BENCHMARK(CheckEveryLine)->RangeMultiplier(10)->Range(1'000, 100'000);

void SumAllLines(benchmark::State& state) {
  AuditedBudget budget;
  FillLines(budget, state.range(0));
  const char* require = "sum(lines where under(function, \"201\") and carried_over == false : amount) > 0";
  Run(state, budget, Compile(budget, {{"", require}}, 1));
}
BENCHMARK(SumAllLines)->RangeMultiplier(10)->Range(1'000, 100'000);

void SumLinesOfEveryProject(benchmark::State& state) {
  AuditedBudget budget;
  FillLines(budget, state.range(0));
  Run(state, budget,
      Compile(budget, {{"projects", "sum(lines where first_stated(project, \"\") == code : amount) >= 0"}},
              1));
}
BENCHMARK(SumLinesOfEveryProject)->RangeMultiplier(10)->Range(1'000, 100'000);

}  // namespace
}  // namespace clearbudget::rules

BENCHMARK_MAIN();
