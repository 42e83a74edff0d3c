// Functions of values.
#include <string>

#include "absl/strings/match.h"
#include "common/rules/amount_in_fen.h"
#include "common/rules/evaluator.h"
#include "common/rules/figure_text.h"
#include "common/rules/rounding.h"
#include "common/targets/target.h"
#include "fmt/core.h"

namespace clearbudget::rules {
namespace {

// Whether `longer` goes on from its beginning `upper` at the edge of a level. Codes with dots have their
// edges there; others are taken to be cut at levels by whoever wrote them.
bool GoesOnFrom(std::string_view longer, std::string_view upper) {
  if (longer.substr(0, upper.size()) != upper) return false;
  if (longer.size() == upper.size() || longer.find('.') == std::string_view::npos) return true;
  return longer[upper.size()] == '.';
}

// Counts characters, not bytes.
int64_t CharacterCount(std::string_view text) {
  int64_t count = 0;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++count;
  }
  return count;
}

Operand NumberOf(const money::Decimal& decimal) {
  return Operand::Number(money::Ratio::FromDecimal(decimal));
}

}  // namespace

Operand Evaluator::Call(const Node& node) {
  const Operand first = Eval(node.operands[0]);
  if (!first.has_value()) return first;
  if (node.op == Op::kAbs || node.op == Op::kRound || node.op == Op::kInYuan || node.op == Op::kAsAmount) {
    return OfNumber(node, first.number);
  }
  if (node.op == Op::kYear || node.op == Op::kMonth || node.op == Op::kDay || node.op == Op::kDaysBetween)
    return OfDate(node, first);
  return node.operands.size() > 1 ? OfTexts(node, first) : OfText(node, first);
}

Operand Evaluator::OfNumber(const Node& node, const money::Ratio& number) {
  const money::Ratio hundred = money::Ratio::FromInteger(100);
  switch (node.op) {
    case Op::kAbs:
      return Operand::Number(number.Absolute());
    case Op::kInYuan:
      return Checked(number.Divide(hundred));
    case Op::kAsAmount:
      return Checked(number.Multiply(hundred));
    default:
      break;
  }
  if (node.kind != TypeKind::kAmount) return Checked(RoundedHalfUp(number, node.index));
  const absl::StatusOr<money::Ratio> yuan = number.Divide(hundred);
  const absl::StatusOr<money::Ratio> rounded = yuan.ok() ? RoundedHalfUp(*yuan, node.index) : yuan;
  return rounded.ok() ? Checked(rounded->Multiply(hundred)) : Checked(rounded);
}

Operand Evaluator::OfDate(const Node& node, const Operand& date) {
  if (node.op == Op::kYear) return Operand::Number(money::Ratio::FromInteger(date.date.year));
  if (node.op == Op::kMonth) return Operand::Number(money::Ratio::FromInteger(date.date.month));
  if (node.op == Op::kDay) return Operand::Number(money::Ratio::FromInteger(date.date.day));
  const Operand until = Eval(node.operands[1]);
  if (!until.has_value()) return until;
  return Operand::Number(money::Ratio::FromInteger(until.date.DaysSinceEpoch() - date.date.DaysSinceEpoch()));
}

Operand Evaluator::OfTexts(const Node& node, const Operand& text) {
  const Operand other = Eval(node.operands[1]);
  if (!other.has_value()) return other;
  switch (node.op) {
    case Op::kUnder:
      return Under(node, text.text, other.text);
    case Op::kStartsWith:
      return Operand::Truth(text.text.substr(0, other.text.size()) == other.text);
    case Op::kContains:
      return Operand::Truth(text.text.find(other.text) != std::string_view::npos);
    default:
      break;
  }
  const CodeNames* names = state_.inputs.code_names;
  std::optional<std::string> name = names == nullptr ? std::nullopt : names->NameOf(other.text, text.text);
  if (name.has_value()) return MadeText(*std::move(name));
  if (trace_ != nullptr) trace_->AddMissing(fmt::format("name of {} in {}", text.text, other.text));
  return {};
}

Operand Evaluator::Under(const Node& node, std::string_view code, std::string_view upper) {
  if (GoesOnFrom(code, upper)) return Operand::Truth(true);
  if (!GoesOnFrom(upper, code)) return Operand::Truth(false);
  if (trace_ != nullptr) {
    const Node& stops = At(node.operands[0]);
    if (stops.op == Op::kFact && stops.list < 0) {
      std::string path = FramePath(program_.frames, frames_.data(), stops.frame);
      if (!path.empty()) path.push_back('.');
      trace_->AddMissing(path +
                         JoinSteps(program_.frames[static_cast<size_t>(stops.frame)].record, stops.steps));
    } else {
      trace_->AddMissing(fmt::format("detail of code {}", code));
    }
  }
  return {};
}

Operand Evaluator::Level(const Node& node, std::string_view code) {
  size_t length = 0;
  if (node.index > 0) {
    length = static_cast<size_t>(node.index);
  } else {
    for (int segment = 0; segment < -node.index; ++segment) {
      if (length >= code.size() && segment > 0) return {};
      length = std::min(code.find('.', length + (segment > 0 ? 1 : 0)), code.size());
    }
  }
  if (code.size() < length || length == 0) {
    if (trace_ != nullptr) trace_->AddMissing(fmt::format("detail of code {}", code));
    return {};
  }
  return Operand::Text(code.substr(0, length));
}

Operand Evaluator::OfText(const Node& node, const Operand& text) {
  switch (node.op) {
    case Op::kLevel:
      return Level(node, text.text);
    case Op::kLength:
      return Operand::Number(money::Ratio::FromInteger(CharacterCount(text.text)));
    case Op::kNumberOf: {
      const absl::StatusOr<money::Decimal> decimal = money::Decimal::FromText(text.text);
      return decimal.ok() ? NumberOf(*decimal) : Operand();
    }
    default:
      return OfTarget(node, text.text);
  }
}

Operand Evaluator::OfTarget(const Node& node, std::string_view text) {
  using targets::TargetKind;
  const targets::Target target = targets::ReadTarget(text);
  const bool quantitative = target.kind == TargetKind::kQuantitative;
  const bool range = target.kind == TargetKind::kRange;
  switch (node.op) {
    case Op::kTargetKind:
      return Operand::Text(targets::TargetKindName(target.kind));
    case Op::kTargetIsRate:
      return target.kind == TargetKind::kUnreadable ? Operand() : Operand::Truth(target.IsRate());
    case Op::kTargetComparator:
      return quantitative ? Operand::Text(targets::ComparatorName(target.comparator)) : Operand();
    case Op::kTargetNumber:
      return quantitative || range ? NumberOf(target.quantity.number) : Operand();
    case Op::kTargetUpper:
      return range ? NumberOf(target.upper.number) : Operand();
    default:
      if ((!quantitative && !range) || target.quantity.unit.empty()) return {};
      return MadeText(target.quantity.unit);
  }
}

Operand Evaluator::Format(const Node& node) {
  const Operand value = Eval(node.operands[0]);
  if (!value.has_value()) return value;
  const bool amount = node.operand_kind == TypeKind::kAmount;
  switch (node.op) {
    case Op::kFormatYuan:
      return MadeText(YuanText(value.number));
    case Op::kFormatGrouped:
      return MadeText(amount ? GroupedYuanText(value.number) : Grouped(value.number.ToExactText()));
    case Op::kFormatWan:
      if (node.index < 0) return MadeText(TenThousandYuanText(value.number));
      return MadeText(value.number.Divide(money::Ratio::FromInteger(1'000'000))
                          .value_or(money::Ratio())
                          .ToDecimalText(node.index));
    case Op::kFormatFixed:
      return MadeText((amount ? YuanOfFen(value.number) : value.number).ToDecimalText(node.index));
    case Op::kFormatPercent: {
      const absl::StatusOr<money::Ratio> percent = value.number.Multiply(money::Ratio::FromInteger(100));
      return percent.ok() ? MadeText(percent->ToDecimalText(node.index) + "%") : Checked(percent);
    }
    case Op::kFormatDirection:
      return MadeText(DirectionText(value.number));
    case Op::kFormatOrdinal:
      return MadeText(ChineseOrdinal(value.number));
    default:
      break;
  }
  switch (node.operand_kind) {
    case TypeKind::kAmount:
      return MadeText(YuanText(value.number));
    case TypeKind::kNumber:
      return MadeText(value.number.ToExactText());
    case TypeKind::kBool:
      return Operand::Text(value.truth ? "是" : "否");
    case TypeKind::kDate:
      return MadeText(value.date.ToText());
    default:
      return value;
  }
}

}  // namespace clearbudget::rules
