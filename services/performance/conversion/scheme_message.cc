#include "services/performance/conversion/scheme_message.h"

namespace clearbudget::performance {
namespace {

LocalizedText TextOf(const type::v1::LocalizedText& text) {
  return {text.chinese(), text.english()};
}

GradingSource GradingFrom(const pack::v1::GradingScheme& scheme) {
  GradingSource source{.id = scheme.id(), .reading = TextOf(scheme.reading()), .bands = {}};
  for (const pack::v1::GradeBand& band : scheme.bands()) {
    source.bands.push_back({.grade = band.grade(), .name = band.name(), .at_least = band.at_least()});
  }
  return source;
}

ScoringSource::Formula FormulaFrom(const pack::v1::ScoreFormula& formula) {
  ScoringSource::Formula source{.id = formula.id(),
                                .given = formula.given(),
                                .score = formula.score(),
                                .reached = formula.reached(),
                                .judged = formula.judged(),
                                .bands = {},
                                .description = TextOf(formula.description())};
  for (const pack::v1::JudgementBand& band : formula.bands()) {
    source.bands.push_back({.level = band.level(), .at_least = band.at_least(), .below = band.below()});
  }
  return source;
}

ScoringSource ScoringFrom(const pack::v1::ScoringScheme& scheme) {
  ScoringSource source{.id = scheme.id(),
                       .execution_points = scheme.execution_points(),
                       .execution_expression = scheme.execution_expression(),
                       .levels = {},
                       .formulas = {},
                       .over_fulfilment_ratio = scheme.over_fulfilment_ratio(),
                       .score_decimals = scheme.score_decimals(),
                       .grading_scheme = scheme.grading_scheme(),
                       .redistribute_absent_levels = scheme.redistribute_absent_levels()};
  for (const pack::v1::LevelWeight& level : scheme.level_weights()) {
    source.levels.push_back({.level = level.level(), .points = level.points()});
  }
  for (const pack::v1::ScoreFormula& formula : scheme.formulas())
    source.formulas.push_back(FormulaFrom(formula));
  return source;
}

}  // namespace

SchemeSources SchemesFrom(const pack::v1::Pack& pack) {
  SchemeSources sources{.pack = pack.id(),
                        .scoring = {},
                        .grading = {},
                        .default_scoring_scheme = pack.default_scoring_scheme()};
  for (const pack::v1::ScoringScheme& scheme : pack.scoring_schemes())
    sources.scoring.push_back(ScoringFrom(scheme));
  for (const pack::v1::GradingScheme& scheme : pack.grading_schemes())
    sources.grading.push_back(GradingFrom(scheme));
  return sources;
}

}  // namespace clearbudget::performance
