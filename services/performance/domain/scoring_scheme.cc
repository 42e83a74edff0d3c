#include "services/performance/domain/scoring_scheme.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "common/money/decimal.h"

namespace clearbudget::performance {
namespace {

using money::Ratio;

// The most places that exact numbers are kept with.
constexpr int kMostDecimals = 9;

absl::Status Refuse(const ScoringSource& source, std::string_view part, std::string_view why) {
  return absl::InvalidArgumentError(fmt::format("scoring scheme '{}': {}: {}", source.id, part, why));
}

absl::StatusOr<Ratio> NumberOf(const ScoringSource& source, std::string_view part, const std::string& text) {
  const absl::StatusOr<money::Decimal> number = money::Decimal::FromText(text);
  if (!number.ok()) return Refuse(source, part, fmt::format("'{}' is not a decimal number", text));
  if (number->IsNegative()) return Refuse(source, part, "a number below 0");
  return Ratio::FromDecimal(*number);
}

absl::StatusOr<WeightRule> WeightRuleOf(const ScoringSource& source) {
  if (source.score_decimals < 0 || source.score_decimals > kMostDecimals) {
    return Refuse(source, "score_decimals", "0 to 9 places are possible");
  }
  WeightRule rule{.levels = {},
                  .redistribute_absent_levels = source.redistribute_absent_levels,
                  .decimals = source.score_decimals};
  for (const ScoringSource::Level& level : source.levels) {
    const std::string part = fmt::format("level '{}'", level.level);
    for (const LevelPoints& other : rule.levels) {
      if (other.level == level.level) return Refuse(source, part, "stated twice");
    }
    const absl::StatusOr<Ratio> points = NumberOf(source, part, level.points);
    if (!points.ok()) return points.status();
    rule.levels.push_back({.level = level.level, .points = *points});
  }
  return rule;
}

absl::StatusOr<std::vector<JudgementBand>> BandsOf(const ScoringSource& source,
                                                   const ScoringSource::Formula& formula) {
  std::vector<JudgementBand> bands;
  for (const ScoringSource::Band& band : formula.bands) {
    const std::string part = fmt::format("formula '{}', band '{}'", formula.id, band.level);
    for (const JudgementBand& other : bands) {
      if (other.level == band.level) return Refuse(source, part, "stated twice");
    }
    const absl::StatusOr<Ratio> at_least = NumberOf(source, part, band.at_least);
    if (!at_least.ok()) return at_least.status();
    JudgementBand made{.level = band.level, .at_least = *at_least, .below = std::nullopt};
    if (!band.below.empty()) {
      const absl::StatusOr<Ratio> below = NumberOf(source, part, band.below);
      if (!below.ok()) return below.status();
      if (*below <= *at_least) return Refuse(source, part, "no value lies in it");
      made.below = *below;
    }
    bands.push_back(std::move(made));
  }
  if (formula.judged == bands.empty()) {
    return Refuse(source, fmt::format("formula '{}'", formula.id),
                  formula.judged ? "a judged formula has bands" : "only a judged formula has bands");
  }
  return bands;
}

absl::StatusOr<Formula> FormulaOf(const ScoringSource& source, const ScoringSource::Formula& formula,
                                  const FormulaLanguage& language) {
  const std::string part = fmt::format("formula '{}'", formula.id);
  const auto refuse = [&](std::string_view field, const absl::Status& status) {
    return Refuse(source, fmt::format("{}, {}", part, field), std::string(status.message()));
  };
  absl::StatusOr<rules::Expression> given = language.CompileGiven(formula.given);
  if (!given.ok()) return refuse("given", given.status());
  absl::StatusOr<rules::Expression> score = language.CompileScore(formula.score);
  if (!score.ok()) return refuse("score", score.status());
  absl::StatusOr<std::vector<JudgementBand>> bands = BandsOf(source, formula);
  if (!bands.ok()) return bands.status();
  if (formula.judged != formula.reached.empty()) {
    return Refuse(source, part,
                  formula.judged ? "a judged formula is reached as the person says, not by an expression"
                                 : "'reached' is missing");
  }
  Formula made{.id = formula.id,
               .given = *std::move(given),
               .score = *std::move(score),
               .reached = std::nullopt,
               .judged = formula.judged,
               .bands = *std::move(bands),
               .description = formula.description};
  if (!formula.judged) {
    absl::StatusOr<rules::Expression> reached = language.CompileReached(formula.reached);
    if (!reached.ok()) return refuse("reached", reached.status());
    made.reached = *std::move(reached);
  }
  return made;
}

}  // namespace

const JudgementBand* Formula::FindBand(std::string_view level) const {
  const auto found =
      std::ranges::find_if(bands, [&](const JudgementBand& band) { return band.level == level; });
  return found == bands.end() ? nullptr : &*found;
}

absl::StatusOr<std::shared_ptr<const ScoringScheme>> ScoringScheme::Make(const ScoringSource& source) {
  absl::StatusOr<std::shared_ptr<const FormulaLanguage>> language = FormulaLanguage::Make();
  if (!language.ok()) return language.status();
  std::shared_ptr<ScoringScheme> scheme(new ScoringScheme());
  scheme->id_ = source.id;
  scheme->grading_scheme_ = source.grading_scheme;
  scheme->language_ = *std::move(language);

  absl::StatusOr<WeightRule> rule = WeightRuleOf(source);
  if (!rule.ok()) return rule.status();
  scheme->weight_rule_ = *std::move(rule);
  const absl::StatusOr<Ratio> points = NumberOf(source, "execution_points", source.execution_points);
  if (!points.ok()) return points.status();
  scheme->execution_points_ = *points;
  absl::StatusOr<rules::Expression> execution =
      scheme->language_->CompileExecution(source.execution_expression);
  if (!execution.ok()) {
    return Refuse(source, "execution_expression", std::string(execution.status().message()));
  }
  scheme->execution_ = *std::move(execution);
  if (!source.over_fulfilment_ratio.empty()) {
    const absl::StatusOr<Ratio> ratio =
        NumberOf(source, "over_fulfilment_ratio", source.over_fulfilment_ratio);
    if (!ratio.ok()) return ratio.status();
    scheme->over_fulfilment_ratio_ = *ratio;
  }
  for (const ScoringSource::Formula& formula : source.formulas) {
    for (const Formula& other : scheme->formulas_) {
      if (other.id == formula.id)
        return Refuse(source, fmt::format("formula '{}'", formula.id), "stated twice");
    }
    absl::StatusOr<Formula> made = FormulaOf(source, formula, *scheme->language_);
    if (!made.ok()) return made.status();
    scheme->formulas_.push_back(*std::move(made));
  }
  return std::shared_ptr<const ScoringScheme>(std::move(scheme));
}

const Formula* ScoringScheme::FindFormula(const FormulaInputs& inputs) const {
  for (const Formula& formula : formulas_) {
    const rules::Result given = language_->EvaluateGiven(formula.given, inputs);
    const bool* holds = given.value.AsBool();
    if (given.ok() && holds != nullptr && *holds) return &formula;
  }
  return nullptr;
}

}  // namespace clearbudget::performance
