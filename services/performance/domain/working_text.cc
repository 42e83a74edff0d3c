#include "services/performance/domain/working_text.h"

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "services/performance/domain/target_reading.h"

namespace clearbudget::performance {
namespace {

LocalizedText TargetAndActual(const IndicatorEvaluation& evaluated) {
  LocalizedText text;
  text.chinese =
      evaluated.target_value.empty() ? "目标未填写" : fmt::format("目标“{}”", evaluated.target_value);
  text.english = evaluated.target_value.empty() ? "Target not stated"
                                                : fmt::format("Target \"{}\"", evaluated.target_value);
  text.chinese +=
      evaluated.actual_value.empty() ? "，实际未填报" : fmt::format("，实际“{}”", evaluated.actual_value);
  text.english += evaluated.actual_value.empty() ? ", actual value not reported"
                                                 : fmt::format(", actual \"{}\"", evaluated.actual_value);
  return text;
}

// part / whole in per cent with two places, as forms print it; whole is above 0.
std::string PercentOf(const money::Ratio& part, const money::Ratio& whole) {
  const absl::StatusOr<money::Ratio> share = part.Divide(whole);
  if (!share.ok()) return "";
  const absl::StatusOr<money::Ratio> percent = share->Multiply(money::Ratio::FromInteger(100));
  return percent.ok() ? percent->ToDecimalText(2) : "";
}

LocalizedText BandText(const JudgementBand& band) {
  const std::string least = band.at_least.ToExactText();
  if (!band.below.has_value()) {
    return {fmt::format("（规定不低于{}%）", least), fmt::format(" (at least {} %)", least)};
  }
  const std::string below = band.below->ToExactText();
  return {fmt::format("（规定不低于{}%、低于{}%）", least, below),
          fmt::format(" (at least {} %, below {} %)", least, below)};
}

LocalizedText Judgement(const money::Ratio& judgement, const IndicatorActual& actual,
                        const Formula& formula) {
  const std::string share = judgement.ToExactText();
  const std::string_view level = actual.achievement == "reached"          ? "达成"
                                 : actual.achievement == "partly_reached" ? "部分达成"
                                                                          : "未达成";
  const JudgementBand* band = formula.FindBand(actual.achievement);
  const LocalizedText allowed = band == nullptr ? LocalizedText() : BandText(*band);
  return {fmt::format("，完成程度“{}”，评分比例{}%{}", level, share, allowed.chinese),
          fmt::format(", level \"{}\", judged at {} % of the weight{}", actual.achievement, share,
                      allowed.english)};
}

// How the actual value stands to the target, such as "为目标的95.00%".
LocalizedText Relation(const TargetInputs& target, const IndicatorActual* actual, const Formula& formula) {
  const FormulaInputs& in = target.inputs;
  if (in.days_late.has_value()) {
    if (*in.days_late > 0) {
      return {fmt::format("，逾期{}天", *in.days_late), fmt::format(", {} day(s) late", *in.days_late)};
    }
    if (*in.days_late == 0) return {"，在期限当日", ", on the last day"};
    return {fmt::format("，提前{}天", -*in.days_late), fmt::format(", {} day(s) early", -*in.days_late)};
  }
  if (in.j.has_value() && actual != nullptr) return Judgement(*in.j, *actual, formula);
  if (in.kind != "quantitative" || !in.t.has_value() || !in.a.has_value()) return {};
  if (in.t->IsNegative() || in.t->IsZero()) return {};
  const bool limit = in.comparator == "at_most" || in.comparator == "less_than";
  const absl::StatusOr<money::Ratio> excess = in.a->Subtract(*in.t);
  if (!excess.ok()) return {};
  if (limit && *in.a > *in.t) {
    const std::string text = PercentOf(*excess, *in.t);
    return {fmt::format("，超出目标{}%", text), fmt::format(", {} % above the target", text)};
  }
  const std::string text = PercentOf(*in.a, *in.t);
  return {fmt::format("，为目标的{}%", text), fmt::format(", {} % of the target", text)};
}

}  // namespace

LocalizedText ScoreWorking(const IndicatorEvaluation& scored, const TargetInputs& target,
                           const Formula& formula, const IndicatorActual* actual, int decimals) {
  const LocalizedText values = TargetAndActual(scored);
  const LocalizedText relation = Relation(target, actual, formula);
  const bool reached = scored.outcome == Outcome::kReached;
  const std::string weight = scored.weight->ToExactText();
  const std::string score = scored.score->ToDecimalText(decimals);
  LocalizedText text;
  text.chinese = fmt::format("{}{}，{}。计分：{}。分值{}分，得{}分。", values.chinese, relation.chinese,
                             reached ? "达到目标" : "未达到目标", formula.description.chinese, weight, score);
  text.english = fmt::format("{}{}: {}. Scoring: {}. Weight {}, score {}.", values.english, relation.english,
                             reached ? "reached" : "not reached", formula.description.english, weight, score);
  if (scored.over_fulfilment_unexplained) {
    text.chinese += "实际远高于目标，须说明原因，尚未说明。";
    text.english += " The actual value lies far above the target; a reason is asked for and none is given.";
  } else if (actual != nullptr && !actual->reason.empty()) {
    text.chinese += fmt::format("偏差原因：{}。", actual->reason);
    text.english += fmt::format(" Reason of the deviation: {}.", actual->reason);
  }
  return text;
}

LocalizedText ObstacleWorking(const IndicatorEvaluation& evaluated, const LocalizedText& why) {
  const LocalizedText values = TargetAndActual(evaluated);
  return {fmt::format("{}：{}，无法评价。", values.chinese, why.chinese),
          fmt::format("{}: {}; it cannot be judged.", values.english, why.english)};
}

}  // namespace clearbudget::performance
