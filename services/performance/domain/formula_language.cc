#include "services/performance/domain/formula_language.h"

#include <utility>

namespace clearbudget::performance {
namespace {

using rules::Value;
using rules::ValueType;

// Values of targets and actual values: up to 10^12 with six places.
ValueType Quantity() {
  return ValueType::Number();
}
// Points and per cents, as the contract bounds them.
ValueType Points() {
  return ValueType::Number(100, 6);
}
ValueType Days() {
  return ValueType::Number(10'000'000, 0);
}

Value NumberOrBlank(const std::optional<money::Ratio>& number) {
  return number.has_value() ? Value::Number(*number) : Value();
}

// The order of the variables is that of the scopes made in the constructor.
rules::Scope TargetScope(const FormulaInputs& inputs) {
  rules::Scope scope;
  scope.variables = {Value::Text(inputs.kind),
                     Value::Text(inputs.comparator),
                     Value::Text(inputs.direction),
                     NumberOrBlank(inputs.t),
                     NumberOrBlank(inputs.t_upper),
                     Value::Bool(inputs.includes_t),
                     Value::Bool(inputs.includes_t_upper)};
  return scope;
}

}  // namespace

FormulaLanguage::FormulaLanguage(std::shared_ptr<const rules::Vocabulary> vocabulary)
    : vocabulary_(std::move(vocabulary)) {
  target_scope_ = vocabulary_->RootScope()
                      .With({"kind", ValueType::Text()})
                      .With({"comparator", ValueType::Text()})
                      .With({"direction", ValueType::Text()})
                      .With({"t", Quantity()})
                      .With({"t_upper", Quantity()})
                      .With({"includes_t", ValueType::Bool()})
                      .With({"includes_t_upper", ValueType::Bool()});
  score_scope_ = target_scope_.With({"a", Quantity()})
                     .With({"w", Points()})
                     .With({"j", Points()})
                     .With({"days_late", Days()});
  execution_scope_ = vocabulary_->RootScope()
                         .With({"executed", ValueType::Amount()})
                         .With({"adjusted", ValueType::Amount()})
                         .With({"w", Points()});
}

absl::StatusOr<std::shared_ptr<const FormulaLanguage>> FormulaLanguage::Make() {
  absl::StatusOr<std::shared_ptr<const rules::Vocabulary>> vocabulary = rules::Vocabulary::Make({});
  if (!vocabulary.ok()) return vocabulary.status();
  return std::shared_ptr<const FormulaLanguage>(new FormulaLanguage(*std::move(vocabulary)));
}

absl::StatusOr<rules::Expression> FormulaLanguage::CompileGiven(const std::string& text) const {
  return vocabulary_->Compile(text, target_scope_, {.expected = rules::TypeKind::kBool});
}

absl::StatusOr<rules::Expression> FormulaLanguage::CompileScore(const std::string& text) const {
  return vocabulary_->Compile(text, score_scope_, {.expected = rules::TypeKind::kNumber});
}

absl::StatusOr<rules::Expression> FormulaLanguage::CompileReached(const std::string& text) const {
  return vocabulary_->Compile(text, score_scope_, {.expected = rules::TypeKind::kBool});
}

absl::StatusOr<rules::Expression> FormulaLanguage::CompileExecution(const std::string& text) const {
  return vocabulary_->Compile(text, execution_scope_, {.expected = rules::TypeKind::kNumber});
}

rules::Result FormulaLanguage::Run(const rules::Expression& expression, const rules::Scope& scope) const {
  rules::Evaluation evaluation(*vocabulary_, {});
  return evaluation.Evaluate(expression, scope);
}

rules::Result FormulaLanguage::EvaluateGiven(const rules::Expression& expression,
                                             const FormulaInputs& inputs) const {
  return Run(expression, TargetScope(inputs));
}

rules::Result FormulaLanguage::Evaluate(const rules::Expression& expression,
                                        const FormulaInputs& inputs) const {
  const Value days =
      inputs.days_late.has_value() ? Value::Number(money::Ratio::FromInteger(*inputs.days_late)) : Value();
  return Run(expression, TargetScope(inputs)
                             .With(NumberOrBlank(inputs.a))
                             .With(NumberOrBlank(inputs.w))
                             .With(NumberOrBlank(inputs.j))
                             .With(days));
}

rules::Result FormulaLanguage::EvaluateExecution(const rules::Expression& expression, money::Amount executed,
                                                 money::Amount adjusted, const money::Ratio& w) const {
  rules::Scope scope;
  scope.variables = {Value::Amount(executed), Value::Amount(adjusted), Value::Number(w)};
  return Run(expression, scope);
}

}  // namespace clearbudget::performance
