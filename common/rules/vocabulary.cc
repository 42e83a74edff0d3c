#include "common/rules/vocabulary.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_join.h"
#include "common/rules/compiler.h"
#include "common/rules/position.h"
#include "common/rules/program.h"
#include "fmt/core.h"

namespace clearbudget::rules {
namespace {

// Each definition that uses another adds to the stack of an evaluation.
constexpr int kMaxDefinitionDepth = 50;

ScopeType RootOf(const Environment& environment) {
  ScopeType scope;
  if (environment.root != nullptr)
    scope.frames.push_back({.record = environment.root, .base = -1, .steps = {}});
  return scope;
}

// The names of all facts below a record.
void CollectFactNames(const facts::RecordType* record, std::set<const facts::RecordType*>& seen,
                      std::set<std::string_view>& names) {
  if (record == nullptr || !seen.insert(record).second) return;
  for (const facts::Field& field : record->fields()) {
    names.insert(field.name);
    CollectFactNames(field.record, seen, names);
  }
}

// A definition that bears the name of a fact would be hidden wherever that fact is near.
absl::Status CheckNames(const Environment& environment, const std::vector<Definition>& definitions) {
  std::set<const facts::RecordType*> seen;
  std::set<std::string_view> facts;
  CollectFactNames(environment.root, seen, facts);
  std::set<std::string_view> names;
  for (const Definition& definition : definitions) {
    const std::string& name = definition.name;
    const auto refuse = [&](std::string_view why) {
      return absl::InvalidArgumentError(fmt::format("definition {}: {}", name, why));
    };
    const bool is_name =
        !name.empty() &&
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos &&
        (name[0] < '0' || name[0] > '9');
    if (!is_name) return refuse("a name of small letters, digits and '_' is expected");
    if (facts.contains(name)) return refuse("a fact has this name");
    if (!names.insert(name).second) return refuse("defined twice");
  }
  return absl::OkStatus();
}

// Compiles definitions as they are asked for, so that their order does not matter.
class DefinitionCompiler {
 public:
  DefinitionCompiler(const Environment& environment, const std::vector<Definition>& definitions)
      : environment_(environment), sources_(definitions), compiled_(definitions.size()) {
    lookup_.find = [this](std::string_view name) { return Find(name); };
    for (const Definition& definition : definitions) lookup_.names.push_back(definition.name);
  }

  absl::StatusOr<Expression> Compile(size_t index) {
    if (compiled_[index].has_value()) return *compiled_[index];
    const std::string& name = sources_[index].name;
    open_.push_back(name);
    if (std::count(open_.begin(), open_.end(), name) > 1) {
      return absl::InvalidArgumentError(fmt::format("it uses itself: {}", absl::StrJoin(open_, " uses ")));
    }
    if (open_.size() > kMaxDefinitionDepth) {
      return absl::InvalidArgumentError(
          fmt::format("definitions use each other more than {} deep", kMaxDefinitionDepth));
    }
    absl::StatusOr<Expression> expression =
        Compiler(environment_, lookup_, RootOf(environment_)).Run(sources_[index].expression, {});
    if (!expression.ok()) return expression;
    open_.pop_back();
    compiled_[index] = *expression;
    return expression;
  }

 private:
  absl::StatusOr<std::optional<DefinitionFound>> Find(std::string_view name) {
    for (size_t i = 0; i < sources_.size(); ++i) {
      if (sources_[i].name != name) continue;
      const absl::StatusOr<Expression> expression = Compile(i);
      if (!expression.ok()) return expression.status();
      return DefinitionFound{static_cast<int>(i), expression->type(), expression->program().definition_depth};
    }
    return std::nullopt;
  }

  const Environment& environment_;
  const std::vector<Definition>& sources_;
  std::vector<std::optional<Expression>> compiled_;
  DefinitionSource lookup_;
  std::vector<std::string> open_;
};

}  // namespace

absl::StatusOr<std::shared_ptr<const Vocabulary>> Vocabulary::Make(
    Environment environment, const std::vector<Definition>& definitions) {
  if (absl::Status status = CheckNames(environment, definitions); !status.ok()) return status;
  std::shared_ptr<Vocabulary> vocabulary(new Vocabulary(std::move(environment)));
  DefinitionCompiler compiler(vocabulary->environment_, definitions);
  for (size_t i = 0; i < definitions.size(); ++i) {
    absl::StatusOr<Expression> expression = compiler.Compile(i);
    if (!expression.ok()) {
      return absl::InvalidArgumentError(
          fmt::format("definition {}: {}", definitions[i].name, MessageOf(expression.status())));
    }
    vocabulary->definitions_.push_back({definitions[i].name, *std::move(expression)});
  }
  return vocabulary;
}

ScopeType Vocabulary::RootScope() const {
  return RootOf(environment_);
}

int Vocabulary::DefinitionIndex(std::string_view name) const {
  for (size_t i = 0; i < definitions_.size(); ++i) {
    if (definitions_[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

const std::string& Vocabulary::definition_name(int index) const {
  return definitions_[static_cast<size_t>(index)].name;
}

const Expression& Vocabulary::definition(int index) const {
  return *definitions_[static_cast<size_t>(index)].expression;
}

DefinitionSource Vocabulary::Definitions() const {
  DefinitionSource source;
  source.find = [this](std::string_view name) -> absl::StatusOr<std::optional<DefinitionFound>> {
    const int index = DefinitionIndex(name);
    if (index < 0) return std::nullopt;
    return DefinitionFound{index, definition(index).type(), definition(index).program().definition_depth};
  };
  for (const Entry& entry : definitions_) source.names.push_back(entry.name);
  return source;
}

absl::StatusOr<ScopeType> Vocabulary::Enter(const ScopeType& outer, std::string_view list_path) const {
  const DefinitionSource definitions = Definitions();
  return Compiler(environment_, definitions, outer).Enter(list_path);
}

absl::StatusOr<Expression> Vocabulary::Compile(std::string_view text, const ScopeType& scope,
                                               const CompileOptions& options) const {
  const DefinitionSource definitions = Definitions();
  return Compiler(environment_, definitions, scope).Run(text, options);
}

}  // namespace clearbudget::rules
