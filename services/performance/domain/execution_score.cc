#include "services/performance/domain/execution_score.h"

#include <fmt/format.h>

namespace clearbudget::performance {
namespace {

// As official forms print a rate.
constexpr int kRateDecimals = 2;

std::optional<money::Ratio> RatePercent(money::Amount executed, money::Amount adjusted) {
  if (adjusted <= money::Amount::Zero()) return std::nullopt;
  const absl::StatusOr<money::Ratio> rate =
      money::Ratio::FromAmount(executed).Divide(money::Ratio::FromAmount(adjusted));
  if (!rate.ok()) return std::nullopt;
  const absl::StatusOr<money::Ratio> percent = rate->Multiply(money::Ratio::FromInteger(100));
  if (!percent.ok()) return std::nullopt;
  const absl::StatusOr<money::Ratio> rounded = percent->RoundHalfUp(kRateDecimals);
  return rounded.ok() ? std::optional<money::Ratio>(*rounded) : std::nullopt;
}

LocalizedText AmountText(const std::optional<money::Amount>& amount) {
  if (!amount.has_value()) return {"未填报", "not stated"};
  const std::string text = amount->ToGroupedYuanText();
  return {text + "元", text + " yuan"};
}

LocalizedText Amounts(const ExecutionEvaluation& execution) {
  const LocalizedText initial = AmountText(execution.initial);
  const LocalizedText adjusted = AmountText(execution.adjusted);
  const LocalizedText executed = AmountText(execution.executed);
  LocalizedText text{
      fmt::format("年初预算{}，全年预算{}，执行{}", initial.chinese, adjusted.chinese, executed.chinese),
      fmt::format("Initial budget {}, adjusted {}, executed {}", initial.english, adjusted.english,
                  executed.english)};
  if (execution.rate_percent.has_value()) {
    const std::string rate = execution.rate_percent->ToDecimalText(kRateDecimals);
    text.chinese += fmt::format("，执行率{}%", rate);
    text.english += fmt::format(", that is {} %", rate);
  } else if (execution.adjusted.has_value() && execution.executed.has_value()) {
    text.chinese += "，没有可供执行的预算，不计执行率";
    text.english += ", no budget to execute, so that there is no rate";
  }
  return text;
}

void AddScore(const ScoringScheme& scheme, ExecutionEvaluation& execution) {
  const LocalizedText amounts = Amounts(execution);
  const std::string points = execution.points.ToExactText();
  if (!execution.missing.empty()) {
    execution.working = {fmt::format("{}：缺少数据，无法评价。", amounts.chinese),
                         fmt::format("{}: data are missing; it cannot be judged.", amounts.english)};
    return;
  }
  const rules::Result result = scheme.language().EvaluateExecution(scheme.execution(), *execution.executed,
                                                                   *execution.adjusted, execution.points);
  const money::Ratio* number = result.value.AsNumber();
  const absl::StatusOr<money::Ratio> score = number == nullptr ? absl::InvalidArgumentError(result.error)
                                                               : number->RoundHalfUp(scheme.score_decimals());
  if (!score.ok()) {
    const std::string why(score.status().message());
    execution.working = {fmt::format("{}：无法计算（{}）。", amounts.chinese, why),
                         fmt::format("{}: it cannot be computed ({}).", amounts.english, why)};
    return;
  }
  execution.score = *score;
  const std::string text = score->ToDecimalText(scheme.score_decimals());
  execution.working = {fmt::format("{}。分值{}分，得{}分。", amounts.chinese, points, text),
                       fmt::format("{}. Weight {}, score {}.", amounts.english, points, text)};
}

}  // namespace

ExecutionEvaluation ScoreExecution(const std::optional<money::Amount>& initial,
                                   const ProjectProgress* progress, const ScoringScheme& scheme,
                                   const std::string& revision, const std::string& report) {
  ExecutionEvaluation execution;
  execution.initial = initial;
  execution.adjusted = progress != nullptr && progress->adjusted.has_value() ? progress->adjusted : initial;
  if (progress != nullptr) execution.executed = progress->executed;
  execution.points = scheme.execution_points();
  if (!execution.adjusted.has_value()) execution.missing.push_back(revision + ".amount.this_year");
  if (!execution.executed.has_value()) execution.missing.push_back(report + ".executed_amount");
  if (execution.adjusted.has_value() && execution.executed.has_value()) {
    execution.rate_percent = RatePercent(*execution.executed, *execution.adjusted);
  }
  AddScore(scheme, execution);
  return execution;
}

}  // namespace clearbudget::performance
