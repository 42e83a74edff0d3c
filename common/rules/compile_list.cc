// Functions over lists.
#include <algorithm>
#include <utility>

#include "common/rules/compiler.h"
#include "fmt/core.h"

namespace clearbudget::rules {
namespace {

// The most elements of one list of a content.
constexpr uint64_t kMaxListSize = 200'000;

struct AggregateRow {
  std::string_view name;
  Op op;
};
constexpr AggregateRow kAggregates[] = {{"sum", Op::kSum},       {"count", Op::kCount},
                                        {"all", Op::kAll},       {"any", Op::kAny},
                                        {"min", Op::kListLeast}, {"max", Op::kListGreatest}};

}  // namespace

absl::StatusOr<int> Compiler::CompileList(const Syntax& path, std::string_view function) {
  const absl::StatusOr<Reached> reached = Reach(path);
  if (!reached.ok()) return reached.status();
  if (reached->field == nullptr || reached->field->kind != facts::Kind::kRecordList) {
    const std::string found =
        reached->field == nullptr ? "one record" : fmt::format("'{}', which is none", reached->field->name);
    return ErrorAt(path.at, fmt::format("{}(...) needs a list of records, not {}", function, found));
  }
  program_->lists.push_back({.found = reached->found,
                             .first = reached->first_frame,
                             .last = reached->last_frame,
                             .condition = -1,
                             .key = {}});
  return static_cast<int>(program_->lists.size()) - 1;
}

absl::Status Compiler::EnterList(int list) {
  if (program_->frames.size() > kMaxFrames) {
    return ErrorAt({}, "the expression goes through too many lists; use a definition");
  }
  const ListSource& source = program_->lists[static_cast<size_t>(list)];
  for (int frame = source.first; frame <= source.last; ++frame) chain_.push_back(frame);
  return absl::OkStatus();
}

void Compiler::LeaveList(int list) {
  const ListSource& source = program_->lists[static_cast<size_t>(list)];
  chain_.resize(chain_.size() - static_cast<size_t>(source.last - source.first + 1));
}

absl::uint128 Compiler::ListSize(int list) const {
  const ListSource& source = program_->lists[static_cast<size_t>(list)];
  absl::uint128 size = 1;
  for (int frame = source.first; frame <= source.last; ++frame) size *= kMaxListSize;
  return size;
}

absl::StatusOr<int> Compiler::CompileThe(const Syntax& syntax) {
  const absl::StatusOr<int> list = CompileList(*syntax.children[0], "the");
  if (!list.ok() || syntax.children[1] == nullptr) return list;
  if (absl::Status status = EnterList(*list); !status.ok()) return status;
  const Typed condition = CompileAs(*syntax.children[1], TypeKind::kBool, "'where'");
  LeaveList(*list);
  if (!condition.ok()) return condition.status();
  ListSource& source = program_->lists[static_cast<size_t>(*list)];
  source.condition = *condition;
  source.key = FindKey(*list, *condition);
  return list;
}

Compiler::Typed Compiler::CompileAggregate(const Syntax& syntax) {
  Node node;
  for (const AggregateRow& row : kAggregates) {
    if (row.name == syntax.text) node.op = row.op;
  }
  const absl::StatusOr<int> list = CompileList(*syntax.children[0], syntax.text);
  if (!list.ok()) return list.status();
  node.list = *list;
  if (absl::Status status = EnterList(*list); !status.ok()) return status;
  int parts[2] = {-1, -1};
  for (size_t i = 0; i < 2; ++i) {
    const Syntax* part = syntax.children[i + 1].get();
    if (part == nullptr) continue;
    const Typed compiled = i == 0 ? CompileAs(*part, TypeKind::kBool, "'where'") : Compile(*part);
    if (!compiled.ok()) return compiled;
    parts[i] = *compiled;
  }
  LeaveList(*list);
  node.operands = {parts[0], parts[1]};
  if (parts[0] >= 0) program_->lists[static_cast<size_t>(*list)].key = FindKey(*list, parts[0]);
  if (node.op == Op::kCount) return CompileCount(syntax, std::move(node));

  ValueType type = TypeOf(parts[1]);
  const Position at = syntax.children[2]->at;
  if (node.op == Op::kAll || node.op == Op::kAny) {
    if (type.kind == TypeKind::kBool) return AddNode(std::move(node), std::move(type));
    return ErrorAt(at, fmt::format("{}(...) needs a bool after ':', not {}", syntax.text, TypeName(type)));
  }
  const bool numeric = type.kind == TypeKind::kNumber || type.kind == TypeKind::kAmount;
  if (!numeric && (node.op == Op::kSum || type.kind != TypeKind::kDate)) {
    return ErrorAt(
        at, fmt::format("{}(...) needs amounts or numbers after ':', not {}", syntax.text, TypeName(type)));
  }
  if (node.op == Op::kSum) {
    const std::optional<Bound> bound = SumBound(type.bound, ListSize(*list));
    if (!bound.has_value()) {
      return ErrorAt(at,
                     "a sum of quotients could need more than 38 digits; round them, as in round(a / b, 4)");
    }
    type.bound = *bound;
  }
  return AddChecked(std::move(node), std::move(type), syntax.at);
}

Compiler::Typed Compiler::CompileCount(const Syntax& syntax, Node node) {
  ValueType type = ValueType::Number();
  type.bound = Bound::Whole(ListSize(node.list));
  return AddChecked(std::move(node), std::move(type), syntax.at);
}

bool Compiler::DependsOnFrames(int node, int first, int last) const {
  const Node& it = program_->nodes[static_cast<size_t>(node)];
  // What goes through lists is not looked into: it may reach the frames in several ways.
  if (it.list >= 0) return true;
  if (it.op == Op::kFact && it.frame >= first && it.frame <= last) return true;
  return std::any_of(it.operands.begin(), it.operands.end(),
                     [&](int operand) { return operand >= 0 && DependsOnFrames(operand, first, last); });
}

bool Compiler::MayFail(int node) const {
  const Node& it = program_->nodes[static_cast<size_t>(node)];
  if (it.op == Op::kDivide || it.op == Op::kDefinition || it.list >= 0) return true;
  return std::any_of(it.operands.begin(), it.operands.end(),
                     [&](int operand) { return operand >= 0 && MayFail(operand); });
}

ListKey Compiler::KeyOfSide(int list, int side) const {
  ListKey key;
  const Node* field = &program_->nodes[static_cast<size_t>(side)];
  if (field->op == Op::kFirstStated && field->operands.size() == 2) {
    const Node& otherwise = program_->nodes[static_cast<size_t>(field->operands[1])];
    if (otherwise.op != Op::kConstant) return key;
    key.if_blank = otherwise.index;
    field = &program_->nodes[static_cast<size_t>(field->operands[0])];
  }
  const bool of_element = field->op == Op::kFact && field->list < 0 &&
                          field->frame == program_->lists[static_cast<size_t>(list)].last;
  if (of_element && field->steps.size() == 1) key.field = field->steps[0];
  return key;
}

// A key is used only where skipping the other elements cannot hide an error of their condition.
ListKey Compiler::FindKey(int list, int condition) const {
  const ListSource& source = program_->lists[static_cast<size_t>(list)];
  if (source.first != source.last || source.found >= 0) return {};
  if (program_->frames[static_cast<size_t>(source.first)].base != 0 || MayFail(condition)) return {};
  std::vector<int> conjuncts = {condition};
  while (!conjuncts.empty()) {
    const Node& node = program_->nodes[static_cast<size_t>(conjuncts.back())];
    conjuncts.pop_back();
    if (node.op == Op::kAnd) conjuncts.insert(conjuncts.end(), node.operands.begin(), node.operands.end());
    const bool textual = node.operand_kind == TypeKind::kText || node.operand_kind == TypeKind::kCode;
    if (node.op != Op::kEqual || !textual) continue;
    for (size_t side = 0; side < 2; ++side) {
      ListKey key = KeyOfSide(list, node.operands[side]);
      key.value = node.operands[1 - side];
      if (key.field >= 0 && !DependsOnFrames(key.value, source.first, source.last)) return key;
    }
  }
  return {};
}

}  // namespace clearbudget::rules
