#include "common/rules/evaluator.h"

#include <algorithm>

#include "common/rules/amount_in_fen.h"
#include "fmt/core.h"

namespace clearbudget::rules {

Operand Evaluator::Run(const Scope& scope) {
  scope_ = &scope;
  if (scope.frames.size() != program_.scope_frames ||
      scope.variables.size() != program_.variable_names.size()) {
    return Fail("the expression was compiled for another scope");
  }
  std::copy(scope.frames.begin(), scope.frames.end(), frames_.begin());
  return Eval(program_.result);
}

Operand Evaluator::Fail(std::string_view what) {
  state_.error = fmt::format("{} in: {}", what, program_.text);
  return Operand::Error();
}

Operand Evaluator::Checked(const absl::StatusOr<money::Ratio>& result) {
  return result.ok() ? Operand::Number(*result) : Fail("a number became too large");
}

Operand Evaluator::MadeText(std::string text) {
  texts_.push_back(std::move(text));
  return Operand::Text(texts_.back());
}

Operand Evaluator::Eval(int node) {
  if (trace_ == nullptr) return Dispatch(At(node));
  const size_t mark = trace_->MissingMark();
  const Operand value = Dispatch(At(node));
  if (value.has_value()) trace_->ForgetMissing(mark);
  return value;
}

Operand Evaluator::EvalMuted(int node) {
  if (trace_ == nullptr) return Dispatch(At(node));
  trace_->Mute();
  const Operand value = Eval(node);
  trace_->Unmute();
  return value;
}

Operand Evaluator::Dispatch(const Node& node) {
  if (node.op <= Op::kFact) return Leaf(node);
  if (node.op <= Op::kOr) return Logic(node);
  if (node.op <= Op::kDivide) return Arithmetic(node);
  if (node.op <= Op::kGreaterOrEqual) return Comparison(node);
  if (node.op == Op::kIn) return In(node);
  if (node.op == Op::kStatedList) return StatedList(node);
  if (node.op <= Op::kGreatest) return Choice(node);
  if (node.op <= Op::kListGreatest) return OverList(node);
  if (node.op < Op::kFormatDefault) return Call(node);
  return Format(node);
}

Operand Evaluator::Leaf(const Node& node) {
  const size_t index = static_cast<size_t>(node.index);
  switch (node.op) {
    case Op::kConstant:
      return program_.constants[index];
    case Op::kVariable:
      return Variable(node);
    case Op::kParameter: {
      const std::string& name = state_.vocabulary.environment().parameters[index].name;
      if (index >= state_.inputs.parameters.size())
        return Fail(fmt::format("no value was given for ${}", name));
      return FromValue(state_.inputs.parameters[index], node, name);
    }
    case Op::kDefinition:
      return Definition(node);
    default:
      return Fact(node);
  }
}

Operand Evaluator::Variable(const Node& node) {
  const size_t index = static_cast<size_t>(node.index);
  return FromValue(scope_->variables[index], node, program_.variable_names[index]);
}

Operand Evaluator::FromValue(const Value& value, const Node& node, std::string_view name) {
  if (value.blank()) {
    if (trace_ != nullptr) trace_->AddMissing(std::string(name));
    return {};
  }
  switch (node.kind) {
    case TypeKind::kBool:
      if (const bool* truth = value.AsBool()) return Operand::Truth(*truth);
      break;
    case TypeKind::kNumber:
      if (const money::Ratio* number = value.AsNumber()) return Operand::Number(*number);
      break;
    case TypeKind::kAmount:
      if (const money::Ratio* fen = value.AsFen()) return Operand::Number(*fen);
      break;
    case TypeKind::kDate:
      if (const facts::Date* date = value.AsDate()) return Operand::Day(*date);
      break;
    default:
      if (const std::string* text = value.AsText()) return Operand::Text(*text);
  }
  return Fail(fmt::format("the value given for '{}' is not {}", name, TypeKindName(node.kind)));
}

Operand Evaluator::Definition(const Node& node) {
  Evaluation::State::Memo& memo = state_.memos[static_cast<size_t>(node.index)];
  if (!memo.known) {
    memo.value = RunDefinition(node.index, nullptr);
    if (memo.value.error()) memo.error = state_.error;
    memo.known = true;
  }
  if (trace_ != nullptr) {
    if (!memo.traced) RunDefinition(node.index, &memo.trace);
    memo.traced = true;
    trace_->Merge(memo.trace);
  }
  if (memo.value.error()) state_.error = memo.error;
  return memo.value;
}

Operand Evaluator::RunDefinition(int index, Trace* trace) {
  const Program& program = state_.vocabulary.definition(index).program();
  Scope root;
  if (program.scope_frames > 0) root.frames.push_back({state_.inputs.root, 0});
  return Evaluator(state_, program, trace, state_.kept_texts).Run(root);
}

Operand Evaluator::Fact(const Node& node) {
  if (node.list >= 0) {
    const Operand found = FindElement(node.list);
    if (!found.has_value()) return found;
  }
  const facts::Record* record = frames_[static_cast<size_t>(node.frame)].record;
  const facts::Value* value = nullptr;
  for (size_t i = 0; i < node.steps.size(); ++i) {
    if (i > 0) {
      record = value->AsRecord();
      if (record == nullptr) {
        value = nullptr;
        break;
      }
    }
    value = &record->at(node.steps[i]);
  }
  if (node.steps.empty()) return Operand::Truth(true);
  if (trace_ != nullptr) TraceFact(node, record, value);
  if (value == nullptr) return {};
  return ReadFact(*value, node.kind);
}

Operand Evaluator::ReadFact(const facts::Value& value, TypeKind kind) const {
  switch (kind) {
    case TypeKind::kAmount: {
      const money::Amount* amount = value.AsAmount();
      return amount == nullptr ? Operand() : Operand::Number(money::Ratio::FromInteger(amount->fen()));
    }
    case TypeKind::kNumber: {
      if (const int64_t* whole = value.AsInteger()) return Operand::Number(money::Ratio::FromInteger(*whole));
      const money::Decimal* decimal = value.AsNumber();
      return decimal == nullptr ? Operand() : Operand::Number(money::Ratio::FromDecimal(*decimal));
    }
    case TypeKind::kBool: {
      const bool* truth = value.AsBool();
      return truth == nullptr ? Operand() : Operand::Truth(*truth);
    }
    case TypeKind::kDate: {
      const facts::Date* date = value.AsDate();
      return date == nullptr ? Operand() : Operand::Day(*date);
    }
    case TypeKind::kRecord:
    case TypeKind::kList:
      return value.blank() ? Operand() : Operand::Truth(true);
    default: {
      const std::string* text = value.AsText();
      return text == nullptr ? Operand() : Operand::Text(*text);
    }
  }
}

void Evaluator::TraceFact(const Node& node, const facts::Record* holder, const facts::Value* value) {
  const bool blank = value == nullptr || value->blank();
  if (!blank && node.kind == TypeKind::kAmount) trace_->AddPrinted(*holder);
  if (!blank && !trace_->WantsFact()) return;
  std::string path = FramePath(program_.frames, frames_.data(), node.frame);
  const facts::RecordType* type = program_.frames[static_cast<size_t>(node.frame)].record;
  if (!path.empty()) path.push_back('.');
  path += JoinSteps(type, node.steps);
  if (blank) trace_->AddMissing(path);
  if (node.kind == TypeKind::kRecord) return;
  const facts::Field* field = nullptr;
  for (const int step : node.steps) {
    field = &type->fields()[static_cast<size_t>(step)];
    type = field->record;
  }
  trace_->AddFact(std::move(path), blank ? "" : value->ToText(), field->unit);
}

}  // namespace clearbudget::rules
