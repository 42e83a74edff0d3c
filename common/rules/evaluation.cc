#include "common/rules/evaluation.h"

#include "common/rules/evaluation_state.h"
#include "common/rules/evaluator.h"

namespace clearbudget::rules {
namespace {

Value ValueOf(const Operand& operand, TypeKind kind) {
  if (!operand.has_value()) return {};
  switch (kind) {
    case TypeKind::kBool:
      return Value::Bool(operand.truth);
    case TypeKind::kNumber:
      return Value::Number(operand.number);
    case TypeKind::kAmount:
      return Value::AmountOfFen(operand.number);
    case TypeKind::kDate:
      return Value::Date(operand.date);
    default:
      return Value::Text(std::string(operand.text));
  }
}

void Visit(const ScopeType& inner, Scope& scope, const std::function<void(const Scope&)>& visit) {
  const size_t next = scope.frames.size();
  if (next >= inner.frames.size()) {
    visit(scope);
    return;
  }
  const FrameType& type = inner.frames[next];
  const facts::Record* record = scope.frames[static_cast<size_t>(type.base)].record;
  for (size_t i = 0; record != nullptr && i + 1 < type.steps.size(); ++i)
    record = record->at(type.steps[i]).AsRecord();
  const facts::RecordList* list = record == nullptr ? nullptr : record->at(type.steps.back()).AsList();
  if (list == nullptr) return;
  for (size_t i = 0; i < list->size(); ++i) {
    scope.frames.push_back({&(*list)[i], static_cast<uint32_t>(i)});
    Visit(inner, scope, visit);
    scope.frames.pop_back();
  }
}

}  // namespace

Evaluation::Evaluation(const Vocabulary& vocabulary, Inputs inputs)
    : state_(std::make_unique<State>(vocabulary, std::move(inputs))) {}

Evaluation::~Evaluation() = default;

Scope Evaluation::RootScope() const {
  Scope scope;
  if (state_->inputs.root != nullptr) scope.frames.push_back({state_->inputs.root, 0});
  return scope;
}

void Evaluation::ForEach(const ScopeType& inner, const Scope& outer,
                         const std::function<void(const Scope&)>& visit) const {
  Scope scope = outer;
  Visit(inner, scope, visit);
}

Result Evaluation::Evaluate(const Expression& expression, const Scope& scope) {
  state_->texts.clear();
  const Operand operand = Evaluator(*state_, expression.program(), nullptr, state_->texts).Run(scope);
  Result result;
  if (operand.error()) {
    result.error = state_->error;
  } else {
    result.value = ValueOf(operand, expression.type().kind);
  }
  return result;
}

Result Evaluation::Evaluate(const Expression& expression) {
  return Evaluate(expression, RootScope());
}

Explained Evaluation::Explain(const Expression& expression, const Scope& scope) {
  Trace trace;
  state_->texts.clear();
  const Operand operand = Evaluator(*state_, expression.program(), &trace, state_->texts).Run(scope);
  Explained explained;
  if (operand.error()) {
    explained.result.error = state_->error;
  } else {
    explained.result.value = ValueOf(operand, expression.type().kind);
  }
  explained.evidence = trace.evidence();
  explained.missing = trace.missing();
  explained.truncated = trace.truncated();
  explained.printed = trace.printed();
  return explained;
}

}  // namespace clearbudget::rules
