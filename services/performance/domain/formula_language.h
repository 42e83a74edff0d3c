#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/money/amount.h"
#include "common/money/ratio.h"
#include "common/rules/evaluation.h"
#include "common/rules/vocabulary.h"

namespace clearbudget::performance {

// What the expressions of a scoring scheme may name. What is absent is blank in an expression.
struct FormulaInputs {
  std::string kind;                     // As targets::TargetKindName.
  std::string comparator;               // As targets::ComparatorName; empty but for quantitative targets.
  std::string direction;                // "positive", "negative", "equal" or empty.
  std::optional<money::Ratio> t;        // The target, or the lower bound of a range.
  std::optional<money::Ratio> t_upper;  // The upper bound of a range.
  bool includes_t = true;               // Whether the bound itself lies within the range.
  bool includes_t_upper = true;
  std::optional<money::Ratio> a;     // The actual value, in the unit of t.
  std::optional<money::Ratio> w;     // The weight in points.
  std::optional<money::Ratio> j;     // A person's judgement in per cent of the weight.
  std::optional<int64_t> days_late;  // Days after the deadline; not above 0 in time.
};

// The language of scoring schemes: the project's expression language over the variables above, without facts.
class FormulaLanguage {
 public:
  static absl::StatusOr<std::shared_ptr<const FormulaLanguage>> Make();

  // Which targets a formula is for: a bool over kind, comparator, direction, t, t_upper, includes_t,
  // includes_t_upper.
  absl::StatusOr<rules::Expression> CompileGiven(const std::string& text) const;
  // A number over all variables.
  absl::StatusOr<rules::Expression> CompileScore(const std::string& text) const;
  // A bool over all variables.
  absl::StatusOr<rules::Expression> CompileReached(const std::string& text) const;
  // A number over executed and adjusted, which are amounts, and w.
  absl::StatusOr<rules::Expression> CompileExecution(const std::string& text) const;

  rules::Result EvaluateGiven(const rules::Expression& expression, const FormulaInputs& inputs) const;
  // For expressions of CompileScore and CompileReached.
  rules::Result Evaluate(const rules::Expression& expression, const FormulaInputs& inputs) const;
  rules::Result EvaluateExecution(const rules::Expression& expression, money::Amount executed,
                                  money::Amount adjusted, const money::Ratio& w) const;

 private:
  explicit FormulaLanguage(std::shared_ptr<const rules::Vocabulary> vocabulary);

  rules::Result Run(const rules::Expression& expression, const rules::Scope& scope) const;

  std::shared_ptr<const rules::Vocabulary> vocabulary_;
  rules::ScopeType target_scope_;
  rules::ScopeType score_scope_;
  rules::ScopeType execution_scope_;
};

}  // namespace clearbudget::performance
