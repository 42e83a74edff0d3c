#include "services/performance/domain/indicator_score.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "services/performance/domain/comparison.h"
#include "services/performance/domain/target_reading.h"
#include "services/performance/domain/working_text.h"

namespace clearbudget::performance {
namespace {

constexpr std::string_view kReachedLevel = "reached";

Obstacle BrokenFormula(const Formula& formula, std::string_view why) {
  return {.outcome = Outcome::kUnreadable,
          .why = {fmt::format("按“{}”无法计算：{}", formula.id, why),
                  fmt::format("formula \"{}\" cannot be computed: {}", formula.id, why)},
          .missing = {}};
}

// The person's judgement, within the band of the achievement that is stated.
std::optional<Obstacle> AddJudgement(const IndicatorCase& subject, const Formula& formula,
                                     FormulaInputs& inputs, bool& reached) {
  Obstacle missing{.outcome = Outcome::kInsufficientData,
                   .why = {"需要填报完成程度和评分比例", "a level of achievement and a judgement are needed"},
                   .missing = {}};
  const IndicatorActual* actual = subject.actual;
  if (actual == nullptr || actual->achievement.empty())
    missing.missing.push_back(subject.place.report + ".achievement");
  if (actual == nullptr || !actual->judgement.has_value()) {
    missing.missing.push_back(subject.place.report + ".judgement");
  }
  if (!missing.missing.empty()) return missing;
  inputs.j = money::Ratio::FromDecimal(*actual->judgement);
  const JudgementBand* band = formula.FindBand(actual->achievement);
  if (band == nullptr || !band->Allows(*inputs.j)) {
    return Obstacle{.outcome = Outcome::kUnreadable,
                    .why = {"评分比例不在完成程度所规定的区间内",
                            "the judgement lies outside of the band of the level of achievement"},
                    .missing = {}};
  }
  reached = actual->achievement == kReachedLevel;
  return std::nullopt;
}

std::optional<Obstacle> Compute(const ScoringScheme& scheme, const Formula& formula,
                                const FormulaInputs& inputs, bool& reached, money::Ratio& score) {
  if (formula.reached.has_value()) {
    const rules::Result result = scheme.language().Evaluate(*formula.reached, inputs);
    if (result.value.AsBool() == nullptr) return BrokenFormula(formula, result.ok() ? "blank" : result.error);
    reached = *result.value.AsBool();
  }
  const rules::Result result = scheme.language().Evaluate(formula.score, inputs);
  if (result.value.AsNumber() == nullptr) return BrokenFormula(formula, result.ok() ? "blank" : result.error);
  const absl::StatusOr<money::Ratio> rounded = result.value.AsNumber()->RoundHalfUp(scheme.score_decimals());
  if (!rounded.ok() || rounded->IsNegative()) return BrokenFormula(formula, "out of range");
  score = *rounded;
  return std::nullopt;
}

bool IsFarAbove(const ScoringScheme& scheme, const FormulaInputs& inputs) {
  if (!scheme.over_fulfilment_ratio().has_value()) return false;
  if (inputs.kind != "quantitative" || !inputs.t.has_value() || !inputs.a.has_value()) return false;
  if (inputs.t->IsNegative() || inputs.t->IsZero()) return false;
  const absl::StatusOr<money::Ratio> bound = inputs.t->Multiply(*scheme.over_fulfilment_ratio());
  return bound.ok() && *inputs.a >= *bound;
}

class Scoring {
 public:
  Scoring(const IndicatorCase& subject, const ScoringScheme& scheme) : subject_(subject), scheme_(scheme) {
    result_.indicator_id = subject.indicator.id;
    result_.indicator_name = subject.indicator.name;
    result_.target_value = subject.indicator.target_value;
    if (subject.actual != nullptr) result_.actual_value = subject.actual->actual_value;
    result_.weight = subject.weight.points;
    if (subject.weight.points.has_value()) result_.weight_origin = subject.weight.origin;
  }

  IndicatorEvaluation Run() && {
    std::optional<Obstacle> obstacle =
        ReadTargetInputs(subject_.indicator, subject_.year, subject_.place, target_);
    result_.target_reading =
        target_.inputs.kind == "qualitative"
            ? LocalizedText{"定性，由评价人按完成程度评分", "qualitative, scored by a person"}
            : ReadingOf(target_.target, target_.unit, subject_.year);
    if (!obstacle.has_value()) obstacle = Score();
    if (obstacle.has_value()) {
      result_.outcome = obstacle->outcome;
      result_.missing = std::move(obstacle->missing);
      result_.working = ObstacleWorking(result_, obstacle->why);
    }
    return std::move(result_);
  }

 private:
  std::optional<Obstacle> Score() {
    const Formula* formula = scheme_.FindFormula(target_.inputs);
    if (formula == nullptr) {
      return Obstacle{
          .outcome = Outcome::kUnreadable,
          .why = {"评分办法没有适用于这种目标的公式", "the scheme has no formula for such a target"},
          .missing = {}};
    }
    result_.formula = formula->id;
    bool reached = false;
    std::optional<Obstacle> obstacle =
        formula->judged ? AddJudgement(subject_, *formula, target_.inputs, reached)
                        : AddActual(targets::ReadActual(result_.actual_value), subject_.place, target_);
    if (obstacle.has_value()) return obstacle;
    if (!subject_.weight.points.has_value()) {
      return Obstacle{.outcome = Outcome::kInsufficientData,
                      .why = {"没有分值，评分办法也没有为该一级指标规定分值",
                              "there is no weight, and the scheme has no points for the indicator's level"},
                      .missing = {subject_.place.revision + ".weight"}};
    }
    target_.inputs.w = subject_.weight.points;
    money::Ratio score;
    obstacle = Compute(scheme_, *formula, target_.inputs, reached, score);
    if (obstacle.has_value()) return obstacle;
    result_.score = score;
    result_.outcome = reached ? Outcome::kReached : Outcome::kNotReached;
    result_.over_fulfilment_unexplained =
        reached && IsFarAbove(scheme_, target_.inputs) && subject_.actual->reason.empty();
    result_.working = ScoreWorking(result_, target_, *formula, subject_.actual, scheme_.score_decimals());
    return std::nullopt;
  }

  const IndicatorCase& subject_;
  const ScoringScheme& scheme_;
  TargetInputs target_;
  IndicatorEvaluation result_;
};

}  // namespace

IndicatorEvaluation ScoreIndicator(const IndicatorCase& subject, const ScoringScheme& scheme) {
  return Scoring(subject, scheme).Run();
}

}  // namespace clearbudget::performance
