// Names and paths.
#include <algorithm>
#include <utility>

#include "common/money/amount.h"
#include "common/rules/compiler.h"
#include "common/rules/name_suggestion.h"
#include "common/rules/parser.h"
#include "fmt/core.h"

namespace clearbudget::rules {
namespace {

ValueType TypeOfField(const facts::Field& field) {
  ValueType type;
  switch (field.kind) {
    case facts::Kind::kBool:
      break;
    case facts::Kind::kInteger:
      type.kind = TypeKind::kNumber;
      type.bound = Bound::Whole(absl::uint128(1) << 63);
      break;
    case facts::Kind::kNumber:
      type.kind = TypeKind::kNumber;
      type.bound = Bound::NumberFact();
      break;
    case facts::Kind::kAmount:
      type = ValueType::Amount();
      break;
    case facts::Kind::kText:
      type.kind = TypeKind::kText;
      break;
    case facts::Kind::kCode:
      type = ValueType::Code(field.classification);
      break;
    case facts::Kind::kDate:
      type.kind = TypeKind::kDate;
      break;
    case facts::Kind::kSymbol:
      type.kind = TypeKind::kSymbol;
      break;
    case facts::Kind::kRecord:
      type.kind = TypeKind::kRecord;
      break;
    case facts::Kind::kRecordList:
      type.kind = TypeKind::kList;
      break;
  }
  type.record = field.record;
  return type;
}

std::vector<std::string> FieldNames(const facts::RecordType& record) {
  std::vector<std::string> names;
  for (const facts::Field& field : record.fields()) names.push_back(field.name);
  return names;
}

}  // namespace

Compiler::Typed Compiler::CompilePath(const Syntax& syntax) {
  bool done = false;
  if (syntax.base == PathBase::kLookup || syntax.base == PathBase::kParameter) {
    Typed value = CompileLookup(syntax, done);
    if (done || !value.ok()) return value;
  }
  const absl::StatusOr<Reached> reached = Reach(syntax);
  if (!reached.ok()) return reached.status();
  return CompileFact(syntax, *reached);
}

// Variables, parameters and definitions; `done` is false where the name is none of them.
Compiler::Typed Compiler::CompileLookup(const Syntax& syntax, bool& done) {
  done = true;
  Node node;
  std::optional<ValueType> type;
  std::string name = syntax.text;
  if (syntax.base == PathBase::kParameter) {
    std::vector<std::string> known = {"root"};
    for (size_t i = 0; i < environment_.parameters.size(); ++i) {
      known.push_back(environment_.parameters[i].name);
      if (environment_.parameters[i].name != name) continue;
      node.op = Op::kParameter;
      node.index = static_cast<int>(i);
      type = environment_.parameters[i].type;
    }
    if (!type.has_value()) {
      return ErrorAt(syntax.at, fmt::format("unknown parameter '${}'{}", name, SuggestNames(name, known)));
    }
  } else {
    name = syntax.names[0].name;
    for (size_t i = 0; i < scope_.variables.size(); ++i) {
      if (scope_.variables[i].name != name) continue;
      node.op = Op::kVariable;
      node.index = static_cast<int>(i);
      type = scope_.variables[i].type;
    }
    for (size_t i = 0; !type.has_value() && i < chain_.size(); ++i) {
      done = RecordOf(chain_[i])->Find(name) == nullptr;
      if (!done) return 0;
    }
    if (!type.has_value()) {
      const absl::StatusOr<std::optional<DefinitionFound>> found = definitions_.find(name);
      if (!found.ok()) return found.status();
      if (!found->has_value()) return UnknownName(syntax.names[0]);
      node.op = Op::kDefinition;
      node.index = (*found)->index;
      type = (*found)->type;
      program_->definition_depth = std::max(program_->definition_depth, (*found)->depth + 1);
    }
  }
  const size_t own_names = syntax.base == PathBase::kParameter ? 0 : 1;
  if (syntax.names.size() > own_names) {
    return ErrorAt(syntax.names[own_names].at,
                   fmt::format("'{}' is {} and has no fields", name, TypeName(*type)));
  }
  type->literal = false;
  return AddNode(std::move(node), *std::move(type));
}

absl::Status Compiler::UnknownName(const PathName& name) const {
  std::vector<std::string> known = definitions_.names;
  for (const Variable& variable : scope_.variables) known.push_back(variable.name);
  for (const int frame : chain_) {
    const std::vector<std::string> fields = FieldNames(*RecordOf(frame));
    known.insert(known.end(), fields.begin(), fields.end());
  }
  return ErrorAt(name.at, fmt::format("unknown name '{}'{}", name.name, SuggestNames(name.name, known)));
}

absl::StatusOr<Compiler::Reached> Compiler::ReachBase(const Syntax& syntax, size_t& next_name) {
  Reached reached;
  next_name = 0;
  if (syntax.base == PathBase::kParameter) {
    return ErrorAt(syntax.at,
                   fmt::format("a list of records is expected, not the parameter '${}'", syntax.text));
  }
  if (syntax.base == PathBase::kThe) {
    const absl::StatusOr<int> list = CompileThe(*syntax.children[0]);
    if (!list.ok()) return list.status();
    reached.found = *list;
    reached.frame = program_->lists[static_cast<size_t>(*list)].last;
  } else if (chain_.empty()) {
    if (syntax.base == PathBase::kLookup) return UnknownName(syntax.names[0]);
    return ErrorAt(syntax.at, "there are no facts here, only variables");
  } else if (syntax.base == PathBase::kRoot) {
    reached.frame = chain_.front();
  } else if (syntax.base == PathBase::kParent) {
    if (static_cast<size_t>(syntax.parents) >= chain_.size()) {
      return ErrorAt(syntax.at, "the root has no parent; 'parent' is used within a list");
    }
    reached.frame = chain_[chain_.size() - 1 - static_cast<size_t>(syntax.parents)];
  } else {
    size_t i = chain_.size();
    while (i > 0 && RecordOf(chain_[i - 1])->Find(syntax.names[0].name) == nullptr) --i;
    if (i == 0) return UnknownName(syntax.names[0]);
    reached.frame = chain_[i - 1];
  }
  reached.record = RecordOf(reached.frame);
  return reached;
}

absl::StatusOr<Compiler::Reached> Compiler::Reach(const Syntax& syntax) {
  size_t next = 0;
  absl::StatusOr<Reached> reached = ReachBase(syntax, next);
  if (!reached.ok()) return reached;
  for (; next < syntax.names.size(); ++next) {
    const absl::Status status = Step(*reached, syntax.names[next], next + 1 == syntax.names.size());
    if (!status.ok()) return status;
  }
  return reached;
}

absl::Status Compiler::Step(Reached& reached, const PathName& name, bool last) {
  if (reached.record == nullptr) {
    return ErrorAt(name.at, fmt::format("'{}' is {} and has no field '{}'", reached.field->name,
                                        TypeName(TypeOfField(*reached.field)), name.name));
  }
  const int index = reached.record->IndexOf(name.name);
  if (index < 0) {
    return ErrorAt(name.at, fmt::format("unknown fact '{}' of {}{}", name.name, reached.record->name(),
                                        SuggestNames(name.name, FieldNames(*reached.record))));
  }
  reached.field = &reached.record->fields()[static_cast<size_t>(index)];
  reached.record = reached.field->record;
  reached.steps.push_back(index);
  if (reached.field->kind != facts::Kind::kRecordList) return absl::OkStatus();
  program_->frames.push_back(
      {.record = reached.record, .base = reached.frame, .steps = std::move(reached.steps)});
  reached.steps.clear();
  reached.frame = static_cast<int>(program_->frames.size()) - 1;
  if (reached.first_frame < 0) reached.first_frame = reached.frame;
  reached.last_frame = reached.frame;
  reached.through_list = !last;
  return absl::OkStatus();
}

// A path in the place of a value: to a fact, or to a record or list whose statedness is asked for.
Compiler::Typed Compiler::CompileFact(const Syntax& syntax, const Reached& reached) {
  ValueType type;
  if (reached.field != nullptr) {
    type = TypeOfField(*reached.field);
  } else {
    type.kind = TypeKind::kRecord;
    type.record = reached.record;
  }
  Node node;
  if (type.kind == TypeKind::kList) {
    program_->lists.push_back({.found = reached.found,
                               .first = reached.first_frame,
                               .last = reached.last_frame,
                               .condition = -1,
                               .key = {}});
    node.op = Op::kStatedList;
    node.list = static_cast<int>(program_->lists.size()) - 1;
    return AddNode(std::move(node), std::move(type));
  }
  if (reached.last_frame >= 0) {
    return ErrorAt(syntax.at,
                   "this path goes through a list; say which elements are meant, as in "
                   "sum(projects : amount.this_year) or the(projects where code == \"x\").name");
  }
  node.op = Op::kFact;
  node.frame = reached.frame;
  node.steps = reached.steps;
  node.list = reached.found;
  return AddNode(std::move(node), std::move(type));
}

absl::StatusOr<ScopeType> Compiler::Enter(std::string_view list_path) {
  ScopeType scope = scope_;
  if (list_path.empty()) return scope;
  program_->text = std::string(list_path);
  absl::StatusOr<std::unique_ptr<Syntax>> syntax = ParsePath(list_path);
  if (!syntax.ok()) return syntax.status();
  const absl::StatusOr<Reached> reached = Reach(**syntax);
  if (!reached.ok()) return reached.status();
  if (reached->field == nullptr || reached->field->kind != facts::Kind::kRecordList || reached->found >= 0) {
    return ErrorAt((*syntax)->at, "a list of records is expected, such as projects or projects.indicators");
  }
  if (program_->frames.size() > kMaxFrames) return ErrorAt((*syntax)->at, "the list is nested too deep");
  scope.frames = program_->frames;
  return scope;
}

}  // namespace clearbudget::rules
