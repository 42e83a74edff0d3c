#include "common/rules/compiler.h"

#include "common/money/amount.h"
#include "common/rules/parser.h"
#include "fmt/core.h"

namespace clearbudget::rules {
namespace {

bool IsNumeric(TypeKind kind) {
  return kind == TypeKind::kNumber || kind == TypeKind::kAmount;
}

bool IsTextual(TypeKind kind) {
  return kind == TypeKind::kText || kind == TypeKind::kCode || kind == TypeKind::kSymbol;
}

}  // namespace

Compiler::Compiler(const Environment& environment, const DefinitionSource& definitions,
                   const ScopeType& scope)
    : environment_(environment),
      definitions_(definitions),
      scope_(scope),
      program_(std::make_shared<Program>()) {
  program_->frames = scope.frames;
  program_->scope_frames = scope.frames.size();
  for (const Variable& variable : scope.variables) program_->variable_names.push_back(variable.name);
  for (size_t i = 0; i < scope.frames.size(); ++i) chain_.push_back(static_cast<int>(i));
}

absl::StatusOr<Expression> Compiler::Run(std::string_view text, const CompileOptions& options) {
  options_ = options;
  program_->text = std::string(text);
  absl::StatusOr<std::unique_ptr<Syntax>> syntax = ParseExpression(text);
  if (!syntax.ok()) return syntax.status();
  const Typed result = Compile(**syntax);
  if (!result.ok()) return result.status();
  const ValueType& type = TypeOf(*result);
  if (type.kind == TypeKind::kRecord || type.kind == TypeKind::kList) {
    return ErrorAt((*syntax)->at, fmt::format("a value is expected, not {}", TypeName(type)));
  }
  if (options.expected.has_value() && type.kind != *options.expected) {
    return ErrorAt({}, fmt::format("{} is expected; the expression gives {}", TypeKindName(*options.expected),
                                   TypeName(type)));
  }
  if (program_->frames.size() > kMaxFrames) {
    return ErrorAt({}, "the expression goes through too many lists; use a definition");
  }
  program_->result = *result;
  program_->type = type;
  return Expression(std::move(program_));
}

int Compiler::AddNode(Node node, ValueType type) {
  node.kind = type.kind;
  if (!node.operands.empty() && node.operands[0] >= 0) node.operand_kind = TypeOf(node.operands[0]).kind;
  program_->nodes.push_back(std::move(node));
  types_.push_back(std::move(type));
  return static_cast<int>(types_.size()) - 1;
}

Compiler::Typed Compiler::AddChecked(Node node, ValueType type, Position at) {
  if (absl::Status status = CheckBound(type.bound, at, "this result"); !status.ok()) return status;
  type.literal = false;
  return AddNode(std::move(node), std::move(type));
}

absl::Status Compiler::CheckBound(const Bound& bound, Position at, std::string_view what) const {
  if (bound.Fits()) return absl::OkStatus();
  return ErrorAt(
      at, fmt::format("{} could need more than 38 digits; round a factor first, as in round(x, 4)", what));
}

int Compiler::AddConstant(Operand constant, ValueType type) {
  program_->constants.push_back(constant);
  Node node;
  node.op = Op::kConstant;
  node.index = static_cast<int>(program_->constants.size()) - 1;
  return AddNode(std::move(node), std::move(type));
}

int Compiler::AddTextConstant(std::string text, ValueType type) {
  program_->texts.push_back(std::move(text));
  return AddConstant(Operand::Text(program_->texts.back()), std::move(type));
}

const money::Ratio* Compiler::ConstantNumber(int node) const {
  const Node& constant = program_->nodes[static_cast<size_t>(node)];
  if (constant.op != Op::kConstant || !IsNumeric(constant.kind)) return nullptr;
  return &program_->constants[static_cast<size_t>(constant.index)].number;
}

Compiler::Typed Compiler::Compile(const Syntax& syntax) {
  switch (syntax.kind) {
    case SyntaxKind::kNumber:
    case SyntaxKind::kAmount:
    case SyntaxKind::kText:
    case SyntaxKind::kBool:
      return CompileLiteral(syntax);
    case SyntaxKind::kPath:
      return CompilePath(syntax);
    case SyntaxKind::kCall:
      return CompileCall(syntax);
    case SyntaxKind::kUnary:
      return CompileUnary(syntax);
    case SyntaxKind::kBinary:
      return CompileBinary(syntax);
    case SyntaxKind::kIn:
      return CompileIn(syntax);
    case SyntaxKind::kAggregate:
      return CompileAggregate(syntax);
  }
  return ErrorAt(syntax.at, "an expression is expected");
}

Compiler::Typed Compiler::CompileAs(const Syntax& syntax, TypeKind kind, std::string_view where) {
  Typed node = Compile(syntax);
  if (!node.ok() || TypeOf(*node).kind == kind) return node;
  return ErrorAt(syntax.at,
                 fmt::format("{} needs {}, not {}", where, TypeKindName(kind), TypeName(TypeOf(*node))));
}

Compiler::Typed Compiler::CompileLiteral(const Syntax& syntax) {
  if (syntax.kind == SyntaxKind::kBool)
    return AddConstant(Operand::Truth(syntax.text == "true"), ValueType::Bool());
  if (syntax.kind == SyntaxKind::kText) {
    ValueType type = ValueType::Text();
    type.literal = true;
    return AddTextConstant(syntax.text, std::move(type));
  }
  if (syntax.kind == SyntaxKind::kAmount) {
    const absl::StatusOr<money::Amount> amount = money::Amount::FromYuanText(syntax.text);
    if (!amount.ok()) return ErrorAt(syntax.at, MessageOf(amount.status()));
    ValueType type = ValueType::Amount();
    type.bound = Bound::Whole(static_cast<absl::uint128>(amount->fen()));
    return AddConstant(Operand::Number(money::Ratio::FromInteger(amount->fen())), std::move(type));
  }
  const absl::StatusOr<money::Decimal> decimal = money::Decimal::FromText(syntax.text);
  if (!decimal.ok()) return ErrorAt(syntax.at, MessageOf(decimal.status()));
  const money::Ratio number = money::Ratio::FromDecimal(*decimal);
  ValueType type = ValueType::Number();
  type.literal = number.IsZero();
  type.bound = {.magnitude = static_cast<absl::uint128>(number.numerator() / number.denominator()) + 1,
                .numerator = static_cast<absl::uint128>(number.numerator()),
                .denominator = static_cast<absl::uint128>(number.denominator())};
  if (number.IsInteger()) type.bound.magnitude = type.bound.numerator;
  return AddConstant(Operand::Number(number), std::move(type));
}

Compiler::Typed Compiler::CompileUnary(const Syntax& syntax) {
  Node node;
  if (syntax.text == "not") {
    Typed operand = CompileAs(*syntax.children[0], TypeKind::kBool, "'not'");
    if (!operand.ok()) return operand;
    node.op = Op::kNot;
    node.operands = {*operand};
    return AddNode(std::move(node), ValueType::Bool());
  }
  const Typed operand = Compile(*syntax.children[0]);
  if (!operand.ok()) return operand;
  ValueType type = TypeOf(*operand);
  if (!IsNumeric(type.kind)) {
    return ErrorAt(syntax.at, fmt::format("'-' needs a number or an amount, not {}", TypeName(type)));
  }
  if (const money::Ratio* number = ConstantNumber(*operand)) {
    return AddConstant(Operand::Number(number->Negate()), std::move(type));
  }
  node.op = Op::kNegate;
  node.operands = {*operand};
  return AddNode(std::move(node), std::move(type));
}

Compiler::Typed Compiler::CompileLogic(const Syntax& syntax) {
  const std::string where = fmt::format("'{}'", syntax.text);
  const Typed left = CompileAs(*syntax.children[0], TypeKind::kBool, where);
  if (!left.ok()) return left;
  const Typed right = CompileAs(*syntax.children[1], TypeKind::kBool, where);
  if (!right.ok()) return right;
  Node node;
  node.op = syntax.text == "and" ? Op::kAnd : Op::kOr;
  node.operands = {*left, *right};
  return AddNode(std::move(node), ValueType::Bool());
}

Compiler::Typed Compiler::CompileBinary(const Syntax& syntax) {
  if (syntax.text == "and" || syntax.text == "or") return CompileLogic(syntax);
  const Typed left = Compile(*syntax.children[0]);
  if (!left.ok()) return left;
  const Typed right = Compile(*syntax.children[1]);
  if (!right.ok()) return right;
  if (syntax.text == "+" || syntax.text == "-") return CompileSum(syntax, *left, *right);
  if (syntax.text == "*") return CompileProduct(syntax, *left, *right);
  if (syntax.text == "/") return CompileQuotient(syntax, *left, *right);
  return CompileComparison(syntax, *left, *right);
}

absl::StatusOr<ValueType> Compiler::Unify(int left, int right, Position at, std::string_view what) const {
  const ValueType& a = TypeOf(left);
  const ValueType& b = TypeOf(right);
  ValueType type = a.literal && !b.literal ? b : a;
  type.literal = a.literal && b.literal;
  if (IsNumeric(a.kind) && IsNumeric(b.kind) && (a.kind == b.kind || a.literal || b.literal)) {
    type.bound = EitherBound(a.bound, b.bound);
    return type;
  }
  const bool scalar = a.kind != TypeKind::kRecord && a.kind != TypeKind::kList;
  const bool same_list =
      a.classification.empty() || b.classification.empty() || a.classification == b.classification;
  if (scalar && a.kind == b.kind && same_list) {
    if (type.classification.empty()) type.classification = b.classification;
    return type;
  }
  if (IsTextual(a.kind) && IsTextual(b.kind) && (a.literal || b.literal)) return type;
  return ErrorAt(at,
                 fmt::format("{} needs values of one type, not {} and {}", what, TypeName(a), TypeName(b)));
}

Compiler::Typed Compiler::CompileComparison(const Syntax& syntax, int left, int right) {
  const absl::StatusOr<ValueType> type = Unify(left, right, syntax.at, fmt::format("'{}'", syntax.text));
  if (!type.ok()) return type.status();
  Node node;
  node.operands = {left, right};
  if (syntax.text == "==" || syntax.text == "!=") {
    node.op = syntax.text == "==" ? Op::kEqual : Op::kNotEqual;
    return AddNode(std::move(node), ValueType::Bool());
  }
  if (!IsNumeric(type->kind) && type->kind != TypeKind::kDate) {
    return ErrorAt(syntax.at, fmt::format("'{}' orders amounts, numbers and dates, not {}", syntax.text,
                                          TypeName(*type)));
  }
  node.op = syntax.text == "<"    ? Op::kLess
            : syntax.text == "<=" ? Op::kLessOrEqual
            : syntax.text == ">"  ? Op::kGreater
                                  : Op::kGreaterOrEqual;
  return AddNode(std::move(node), ValueType::Bool());
}

Compiler::Typed Compiler::CompileSum(const Syntax& syntax, int left, int right) {
  absl::StatusOr<ValueType> type = Unify(left, right, syntax.at, fmt::format("'{}'", syntax.text));
  if (!type.ok()) return type.status();
  if (!IsNumeric(type->kind)) {
    return ErrorAt(syntax.at,
                   fmt::format("'{}' needs amounts or numbers, not {}", syntax.text, TypeName(*type)));
  }
  type->bound = AddBounds(TypeOf(left).bound, TypeOf(right).bound);
  Node node;
  node.op = syntax.text == "+" ? Op::kAdd : Op::kSubtract;
  node.operands = {left, right};
  return AddChecked(std::move(node), *std::move(type), syntax.at);
}

Compiler::Typed Compiler::CompileProduct(const Syntax& syntax, int left, int right) {
  const ValueType& a = TypeOf(left);
  const ValueType& b = TypeOf(right);
  if (!IsNumeric(a.kind) || !IsNumeric(b.kind) ||
      (a.kind == TypeKind::kAmount && b.kind == TypeKind::kAmount)) {
    return ErrorAt(syntax.at, fmt::format("'*' needs two numbers, or an amount and a number, not {} and {}",
                                          TypeName(a), TypeName(b)));
  }
  ValueType type = a.kind == TypeKind::kAmount ? a : b;
  type.bound = MultiplyBounds(a.bound, b.bound);
  Node node;
  node.op = Op::kMultiply;
  node.operands = {left, right};
  return AddChecked(std::move(node), std::move(type), syntax.at);
}

Compiler::Typed Compiler::CompileQuotient(const Syntax& syntax, int left, int right) {
  const ValueType& a = TypeOf(left);
  const ValueType& b = TypeOf(right);
  if (!IsNumeric(a.kind) || !IsNumeric(b.kind) ||
      (a.kind == TypeKind::kNumber && b.kind == TypeKind::kAmount)) {
    return ErrorAt(syntax.at,
                   fmt::format("'/' needs amounts or numbers, and no number by an amount, not {} and {}",
                               TypeName(a), TypeName(b)));
  }
  ValueType type = a;
  if (b.kind == TypeKind::kAmount) type.kind = TypeKind::kNumber;
  const money::Ratio* divisor = ConstantNumber(right);
  if (divisor != nullptr && divisor->IsZero()) return ErrorAt(syntax.at, "this divides by zero");
  if (divisor != nullptr) {
    const money::Ratio size = divisor->Absolute();
    type.bound = DivideBoundByConstant(a.bound, static_cast<absl::uint128>(size.numerator()),
                                       static_cast<absl::uint128>(size.denominator()));
  } else {
    type.bound = DivideBounds(a.bound, b.bound);
  }
  Node node;
  node.op = Op::kDivide;
  node.operands = {left, right};
  return AddChecked(std::move(node), std::move(type), syntax.at);
}

Compiler::Typed Compiler::CompileIn(const Syntax& syntax) {
  Node node;
  node.op = Op::kIn;
  node.index = syntax.text == "not in" ? 1 : 0;
  for (const auto& child : syntax.children) {
    const Typed value = Compile(*child);
    if (!value.ok()) return value;
    node.operands.push_back(*value);
    const absl::StatusOr<ValueType> type = Unify(node.operands[0], *value, child->at, "'in'");
    if (!type.ok()) return type.status();
  }
  return AddNode(std::move(node), ValueType::Bool());
}

}  // namespace clearbudget::rules
