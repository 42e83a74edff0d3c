#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/money/ratio.h"
#include "services/performance/domain/formula_language.h"
#include "services/performance/domain/localized_text.h"
#include "services/performance/domain/weights.h"

namespace clearbudget::performance {

// A scoring scheme as a pack states it. Numbers are decimals, formulas expressions, as text.
struct ScoringSource {
  struct Level {
    std::string level;
    std::string points;
  };
  struct Band {
    std::string level;
    std::string at_least;
    std::string below;  // Empty: nothing is refused above.
  };
  struct Formula {
    std::string id;
    std::string given;
    std::string score;
    std::string reached;  // Empty for a judged formula.
    bool judged = false;
    std::vector<Band> bands;
    LocalizedText description;
  };
  std::string id;
  std::string execution_points;
  std::string execution_expression;
  std::vector<Level> levels;
  std::vector<Formula> formulas;
  std::string over_fulfilment_ratio;  // Empty: no reason is ever asked for.
  int score_decimals = 0;
  std::string grading_scheme;
  bool redistribute_absent_levels = false;
};

// The share of the weight, in per cent, that a level of achievement allows.
struct JudgementBand {
  std::string level;
  money::Ratio at_least;
  std::optional<money::Ratio> below;

  bool Allows(const money::Ratio& judgement) const {
    return judgement >= at_least && (!below.has_value() || judgement < *below);
  }
};

struct Formula {
  std::string id;
  rules::Expression given;
  rules::Expression score;
  std::optional<rules::Expression> reached;  // Absent for a judged formula.
  bool judged = false;
  std::vector<JudgementBand> bands;
  LocalizedText description;

  // nullptr where the formula has no band for the level of achievement.
  const JudgementBand* FindBand(std::string_view level) const;
};

// A scoring scheme with its formulas compiled. Immutable, for many threads at once.
class ScoringScheme {
 public:
  // Errors: INVALID_ARGUMENT with the first part that is wrong: an expression that does not compile, a number
  // that is none, points below 0, two formulas of an id, a judged formula without bands, one that is not
  // judged and does not say when the target is reached, a band that is empty.
  static absl::StatusOr<std::shared_ptr<const ScoringScheme>> Make(const ScoringSource& source);

  // The first formula for a target; nullptr where the scheme has none for it.
  const Formula* FindFormula(const FormulaInputs& inputs) const;

  const std::string& id() const { return id_; }
  const FormulaLanguage& language() const { return *language_; }
  const WeightRule& weight_rule() const { return weight_rule_; }
  const money::Ratio& execution_points() const { return execution_points_; }
  const rules::Expression& execution() const { return *execution_; }
  const std::optional<money::Ratio>& over_fulfilment_ratio() const { return over_fulfilment_ratio_; }
  int score_decimals() const { return weight_rule_.decimals; }
  const std::string& grading_scheme() const { return grading_scheme_; }

 private:
  ScoringScheme() = default;

  std::string id_;
  std::shared_ptr<const FormulaLanguage> language_;
  WeightRule weight_rule_;
  money::Ratio execution_points_;
  std::optional<rules::Expression> execution_;
  std::optional<money::Ratio> over_fulfilment_ratio_;
  std::string grading_scheme_;
  std::vector<Formula> formulas_;
};

}  // namespace clearbudget::performance
