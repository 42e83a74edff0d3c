// Operators and choices.
#include <cstdint>

#include "common/rules/evaluator.h"

namespace clearbudget::rules {
namespace {

// Whole numbers of 64 bits, as nearly all amounts are, take the short way.
bool SmallWhole(const money::Ratio& number, int64_t& whole) {
  if (number.denominator() != 1) return false;
  whole = static_cast<int64_t>(absl::Int128Low64(number.numerator()));
  return absl::Int128High64(number.numerator()) == (whole >> 63);
}

}  // namespace

Operand Evaluator::Logic(const Node& node) {
  Operand left = Eval(node.operands[0]);
  if (left.error()) return left;
  if (node.op == Op::kNot) {
    if (left.has_value()) left.truth = !left.truth;
    return left;
  }
  const bool decisive = node.op == Op::kOr;  // The value that decides whatever the other side is.
  if (left.has_value() && left.truth == decisive) return left;
  const Operand right = Eval(node.operands[1]);
  if (right.error() || (right.has_value() && right.truth == decisive)) return right;
  return left.blank() ? left : right;
}

Operand Evaluator::Add(const money::Ratio& left, const money::Ratio& right) {
  int64_t a = 0;
  int64_t b = 0;
  int64_t sum = 0;
  if (SmallWhole(left, a) && SmallWhole(right, b) && !__builtin_add_overflow(a, b, &sum)) {
    return Operand::Number(money::Ratio::FromInteger(sum));
  }
  return Checked(left.Add(right));
}

Operand Evaluator::Arithmetic(const Node& node) {
  const Operand left = Eval(node.operands[0]);
  if (left.error()) return left;
  if (node.op == Op::kNegate) return left.blank() ? left : Operand::Number(left.number.Negate());
  const Operand right = Eval(node.operands[1]);
  if (right.error()) return right;
  if (left.blank()) return left;
  if (right.blank()) return right;
  switch (node.op) {
    case Op::kAdd:
      return Add(left.number, right.number);
    case Op::kSubtract:
      return Add(left.number, right.number.Negate());
    case Op::kMultiply:
      return Checked(left.number.Multiply(right.number));
    default:
      if (right.number.IsZero()) return Fail("division by zero");
      return Checked(left.number.Divide(right.number));
  }
}

bool Evaluator::Equal(const Operand& left, const Operand& right, TypeKind kind) const {
  switch (kind) {
    case TypeKind::kBool:
      return left.truth == right.truth;
    case TypeKind::kNumber:
    case TypeKind::kAmount:
      return left.number == right.number;
    case TypeKind::kDate:
      return left.date == right.date;
    default:
      return left.text == right.text;
  }
}

bool Evaluator::Less(const Operand& left, const Operand& right, TypeKind kind) const {
  return kind == TypeKind::kDate ? left.date < right.date : left.number < right.number;
}

Operand Evaluator::Comparison(const Node& node) {
  const Operand left = Eval(node.operands[0]);
  if (left.error()) return left;
  const Operand right = Eval(node.operands[1]);
  if (right.error()) return right;
  if (left.blank() || right.blank()) return {};
  switch (node.op) {
    case Op::kEqual:
      return Operand::Truth(Equal(left, right, node.operand_kind));
    case Op::kNotEqual:
      return Operand::Truth(!Equal(left, right, node.operand_kind));
    case Op::kLess:
      return Operand::Truth(Less(left, right, node.operand_kind));
    case Op::kLessOrEqual:
      return Operand::Truth(!Less(right, left, node.operand_kind));
    case Op::kGreater:
      return Operand::Truth(Less(right, left, node.operand_kind));
    default:
      return Operand::Truth(!Less(left, right, node.operand_kind));
  }
}

Operand Evaluator::In(const Node& node) {
  const Operand value = Eval(node.operands[0]);
  if (!value.has_value()) return value;
  const bool negated = node.index == 1;
  bool undecided = false;
  for (size_t i = 1; i < node.operands.size(); ++i) {
    const Operand candidate = Eval(node.operands[i]);
    if (candidate.error()) return candidate;
    if (candidate.blank()) {
      undecided = true;
    } else if (Equal(value, candidate, node.operand_kind)) {
      return Operand::Truth(!negated);
    }
  }
  return undecided ? Operand() : Operand::Truth(negated);
}

Operand Evaluator::Choice(const Node& node) {
  const Operand first = Eval(node.operands[0]);
  if (first.error()) return first;
  switch (node.op) {
    case Op::kStated:
      return Operand::Truth(first.has_value());
    case Op::kBlank:
      return Operand::Truth(first.blank());
    case Op::kOrZero:
      return first.blank() ? Operand::Number(money::Ratio()) : first;
    case Op::kIf:
      if (first.blank()) return first;
      return Eval(node.operands[first.truth ? 1 : 2]);
    default:
      break;
  }
  Operand chosen = first;
  for (size_t i = 1; i < node.operands.size(); ++i) {
    if (node.op == Op::kFirstStated && chosen.has_value()) break;
    const Operand next = Eval(node.operands[i]);
    if (next.error()) return next;
    if (node.op == Op::kFirstStated) {
      chosen = next;
    } else if (chosen.blank() || next.blank()) {
      chosen = {};
    } else if (Less(next, chosen, node.operand_kind) == (node.op == Op::kLeast)) {
      // For the greatest an equal value is taken over too, which changes nothing.
      chosen = next;
    }
  }
  return chosen;
}

}  // namespace clearbudget::rules
