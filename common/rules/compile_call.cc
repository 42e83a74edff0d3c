// Calls of functions.
#include <utility>

#include "common/rules/compiler.h"
#include "common/rules/function_table.h"
#include "common/rules/name_suggestion.h"
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

Compiler::Typed Compiler::CompileCall(const Syntax& syntax) {
  const FunctionRow* function = FindFunction(syntax.text);
  if (function == nullptr) {
    return ErrorAt(syntax.at, fmt::format("unknown function '{}'{}", syntax.text,
                                          SuggestNames(syntax.text, FunctionNames())));
  }
  const size_t given = syntax.children.size();
  if (given < function->least_arguments || given > function->most_arguments) {
    const bool several = function->least_arguments != function->most_arguments;
    return ErrorAt(syntax.at, fmt::format("{}(...) needs {}{} values, not {}", syntax.text,
                                          several ? "at least " : "", function->least_arguments, given));
  }
  return CompileCallOf(*function, syntax);
}

Compiler::Typed Compiler::CompileCallOf(const FunctionRow& function, const Syntax& syntax) {
  switch (function.shape) {
    case FunctionShape::kStated:
      return CompileStated(syntax, true);
    case FunctionShape::kBlank:
      return CompileStated(syntax, false);
    case FunctionShape::kIf:
      return CompileIf(syntax);
    case FunctionShape::kChoice:
      return CompileChoice(syntax, function.op);
    case FunctionShape::kOrZero:
      return CompileOrZero(syntax);
    case FunctionShape::kTexts:
      return CompileTexts(syntax, function);
    case FunctionShape::kLevel:
      return CompileLevel(syntax);
    case FunctionShape::kNumeric:
      return CompileNumeric(syntax, function);
    case FunctionShape::kRound:
      return CompileRound(syntax);
    case FunctionShape::kDate:
      return CompileDate(syntax, function);
    case FunctionShape::kNameOf:
      return CompileNameOf(syntax);
    case FunctionShape::kFormat:
      return CompileFormat(function, syntax);
  }
  return ErrorAt(syntax.at, "unknown function");
}

Compiler::Typed Compiler::CompileStated(const Syntax& syntax, bool stated) {
  const Typed value = Compile(*syntax.children[0]);
  if (!value.ok()) return value;
  Node node;
  node.op = stated ? Op::kStated : Op::kBlank;
  node.operands = {*value};
  return AddNode(std::move(node), ValueType::Bool());
}

Compiler::Typed Compiler::CompileIf(const Syntax& syntax) {
  const Typed condition = CompileAs(*syntax.children[0], TypeKind::kBool, "the condition of if(...)");
  if (!condition.ok()) return condition;
  const Typed yes = Compile(*syntax.children[1]);
  if (!yes.ok()) return yes;
  const Typed no = Compile(*syntax.children[2]);
  if (!no.ok()) return no;
  absl::StatusOr<ValueType> type = Unify(*yes, *no, syntax.at, "if(...)");
  if (!type.ok()) return type.status();
  Node node;
  node.op = Op::kIf;
  node.operands = {*condition, *yes, *no};
  return AddNode(std::move(node), *std::move(type));
}

Compiler::Typed Compiler::CompileChoice(const Syntax& syntax, Op op) {
  Node node;
  node.op = op;
  ValueType type;
  for (const auto& child : syntax.children) {
    const Typed value = Compile(*child);
    if (!value.ok()) return value;
    node.operands.push_back(*value);
    absl::StatusOr<ValueType> both =
        Unify(node.operands[0], *value, child->at, fmt::format("{}(...)", syntax.text));
    if (!both.ok()) return both.status();
    const Bound before = type.bound;
    type = *std::move(both);
    type.bound = EitherBound(before, type.bound);
  }
  if (op != Op::kFirstStated && !IsNumeric(type.kind) && type.kind != TypeKind::kDate) {
    return ErrorAt(syntax.at, fmt::format("{}(...) needs amounts, numbers or dates, not {}", syntax.text,
                                          TypeName(type)));
  }
  return AddNode(std::move(node), std::move(type));
}

Compiler::Typed Compiler::CompileOrZero(const Syntax& syntax) {
  const Typed value = Compile(*syntax.children[0]);
  if (!value.ok()) return value;
  const ValueType type = TypeOf(*value);
  if (!IsNumeric(type.kind)) {
    return ErrorAt(syntax.at,
                   fmt::format("or_zero(...) needs an amount or a number, not {}", TypeName(type)));
  }
  Node node;
  node.op = Op::kOrZero;
  node.operands = {*value};
  return AddNode(std::move(node), type);
}

Compiler::Typed Compiler::CompileTexts(const Syntax& syntax, const FunctionRow& function) {
  Node node;
  node.op = function.op;
  for (const auto& child : syntax.children) {
    const Typed value = Compile(*child);
    if (!value.ok()) return value;
    if (!IsTextual(TypeOf(*value).kind)) {
      return ErrorAt(child->at, fmt::format("{}(...) needs a text or a code, not {}", syntax.text,
                                            TypeName(TypeOf(*value))));
    }
    node.operands.push_back(*value);
  }
  if (function.op == Op::kUnder) {
    const absl::StatusOr<ValueType> both = Unify(node.operands[0], node.operands[1], syntax.at, "under(...)");
    if (!both.ok()) return both.status();
  }
  ValueType type;
  type.kind = function.result;
  if (function.op == Op::kLength) type.bound = Bound::Whole(100'000);
  if (function.result == TypeKind::kNumber && function.op != Op::kLength) type.bound = Bound::NumberFact();
  return AddNode(std::move(node), std::move(type));
}

absl::StatusOr<int> Compiler::WholeLiteral(const Syntax& syntax, int least, int most) const {
  int value = -1;
  if (syntax.kind == SyntaxKind::kNumber) {
    const absl::StatusOr<money::Decimal> decimal = money::Decimal::FromText(syntax.text);
    if (decimal.ok() && decimal->IsInteger() && decimal->unscaled() <= most)
      value = static_cast<int>(decimal->unscaled());
  }
  if (value >= least) return value;
  return ErrorAt(syntax.at, fmt::format("a whole number from {} to {} is expected here", least, most));
}

Compiler::Typed Compiler::CompileLevel(const Syntax& syntax) {
  const Typed code = CompileAs(*syntax.children[0], TypeKind::kCode, "level(...)");
  if (!code.ok()) return code;
  const ValueType type = TypeOf(*code);
  const auto lengths = environment_.level_lengths.find(type.classification);
  const bool by_length = lengths != environment_.level_lengths.end() && !lengths->second.empty();
  const int most = by_length ? static_cast<int>(lengths->second.size()) : 10;
  const absl::StatusOr<int> level = WholeLiteral(*syntax.children[1], 1, most);
  if (!level.ok()) return level.status();
  Node node;
  node.op = Op::kLevel;
  node.index = by_length ? lengths->second[static_cast<size_t>(*level) - 1] : -*level;
  node.operands = {*code};
  return AddNode(std::move(node), type);
}

Compiler::Typed Compiler::CompileRound(const Syntax& syntax) {
  const Typed value = Compile(*syntax.children[0]);
  if (!value.ok()) return value;
  ValueType type = TypeOf(*value);
  if (!IsNumeric(type.kind)) {
    return ErrorAt(syntax.at, fmt::format("round(...) needs an amount or a number, not {}", TypeName(type)));
  }
  const absl::StatusOr<int> places = WholeLiteral(*syntax.children[1], 0, 9);
  if (!places.ok()) return places.status();
  const bool amount = type.kind == TypeKind::kAmount;
  const Bound unit = amount ? DivideBoundByConstant(type.bound, 100, 1) : type.bound;
  const std::optional<Bound> bound = RoundBound(unit, *places);
  if (!bound.has_value()) {
    return ErrorAt(syntax.at, "rounding this could need more than 38 digits; round a factor first");
  }
  type.bound = amount ? MultiplyBounds(*bound, Bound::Whole(100)) : *bound;
  Node node;
  node.op = Op::kRound;
  node.index = *places;
  node.operands = {*value};
  return AddChecked(std::move(node), std::move(type), syntax.at);
}

Compiler::Typed Compiler::CompileNumeric(const Syntax& syntax, const FunctionRow& function) {
  const Typed value = Compile(*syntax.children[0]);
  if (!value.ok()) return value;
  ValueType type = TypeOf(*value);
  const bool fits = function.op == Op::kAbs      ? IsNumeric(type.kind)
                    : function.op == Op::kInYuan ? type.kind == TypeKind::kAmount
                                                 : type.kind == TypeKind::kNumber;
  if (!fits) {
    return ErrorAt(syntax.at, fmt::format("{}(...) does not take {}", syntax.text, TypeName(type)));
  }
  if (function.op == Op::kInYuan) {
    type.kind = TypeKind::kNumber;
    type.bound = DivideBoundByConstant(type.bound, 100, 1);
  } else if (function.op == Op::kAsAmount) {
    type.kind = TypeKind::kAmount;
    type.bound = MultiplyBounds(type.bound, Bound::Whole(100));
  }
  Node node;
  node.op = function.op;
  node.operands = {*value};
  return AddChecked(std::move(node), std::move(type), syntax.at);
}

Compiler::Typed Compiler::CompileDate(const Syntax& syntax, const FunctionRow& function) {
  if (function.op == Op::kConstant) {
    const Syntax& text = *syntax.children[0];
    const std::optional<facts::Date> date =
        text.kind == SyntaxKind::kText ? facts::Date::FromText(text.text) : std::nullopt;
    if (!date.has_value()) return ErrorAt(text.at, "a day is written as in date(\"2020-01-31\")");
    return AddConstant(Operand::Day(*date), ValueType::Date());
  }
  Node node;
  node.op = function.op;
  for (const auto& child : syntax.children) {
    const Typed date = CompileAs(*child, TypeKind::kDate, fmt::format("{}(...)", syntax.text));
    if (!date.ok()) return date;
    node.operands.push_back(*date);
  }
  ValueType type = ValueType::Number();
  type.bound = Bound::Whole(10'000'000);
  return AddNode(std::move(node), std::move(type));
}

Compiler::Typed Compiler::CompileNameOf(const Syntax& syntax) {
  const Syntax& code_syntax = *syntax.children.back();
  const Typed code = Compile(code_syntax);
  if (!code.ok()) return code;
  if (!IsTextual(TypeOf(*code).kind)) {
    return ErrorAt(code_syntax.at, fmt::format("name_of(...) needs a code, not {}", TypeName(TypeOf(*code))));
  }
  std::string list = TypeOf(*code).classification;
  if (syntax.children.size() == 2) {
    if (syntax.children[0]->kind != SyntaxKind::kText) {
      return ErrorAt(syntax.children[0]->at, "the id of a list is expected, as in name_of(\"source\", code)");
    }
    list = syntax.children[0]->text;
  }
  if (list.empty()) {
    return ErrorAt(syntax.at, "this code belongs to no list; name one, as in name_of(\"source\", code)");
  }
  Node node;
  node.op = Op::kNameOf;
  node.operands = {*code, AddTextConstant(std::move(list), ValueType::Text())};
  return AddNode(std::move(node), ValueType::Text());
}

Compiler::Typed Compiler::CompileFormat(const FunctionRow& function, const Syntax& syntax) {
  if (!options_.formatting) {
    return ErrorAt(syntax.at,
                   fmt::format("{}(...) writes for people; it is for the slots of texts", syntax.text));
  }
  const Typed value = Compile(*syntax.children[0]);
  if (!value.ok()) return value;
  const ValueType& type = TypeOf(*value);
  const bool amount_only = function.op == Op::kFormatYuan || function.op == Op::kFormatWan;
  const bool number_only = function.op == Op::kFormatPercent || function.op == Op::kFormatOrdinal;
  const bool fits = function.op == Op::kFormatDefault
                        ? type.kind != TypeKind::kRecord && type.kind != TypeKind::kList
                        : (type.kind == TypeKind::kAmount && !number_only) ||
                              (type.kind == TypeKind::kNumber && !amount_only);
  if (!fits) return ErrorAt(syntax.at, fmt::format("{}(...) does not take {}", syntax.text, TypeName(type)));
  if (function.op == Op::kFormatPercent) {
    const Bound hundredfold = MultiplyBounds(type.bound, Bound::Whole(100));
    if (absl::Status status = CheckBound(hundredfold, syntax.at, "this percentage"); !status.ok())
      return status;
  }
  Node node;
  node.op = function.op;
  node.index = -1;
  node.operands = {*value};
  if (syntax.children.size() == 2) {
    const absl::StatusOr<int> places = WholeLiteral(*syntax.children[1], 0, 9);
    if (!places.ok()) return places.status();
    node.index = *places;
  }
  return AddNode(std::move(node), ValueType::Text());
}

}  // namespace clearbudget::rules
