// What expressions may speak of, and the compiler that holds them to it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/facts/catalogue.h"
#include "common/rules/expression.h"
#include "common/rules/scope.h"

namespace clearbudget::rules {

struct DefinitionSource;

struct Environment {
  // The type of the root record; nullptr where expressions see variables only, as score formulas do.
  const facts::RecordType* root = nullptr;
  // `$year` and the like, in the order in which Inputs gives their values.
  std::vector<Variable> parameters;
  // For `level`: the lengths of codes by classification list and level, such as function: 3, 5, 7.
  std::map<std::string, std::vector<int>, std::less<>> level_lengths;
};

struct Definition {
  std::string name;
  std::string expression;
};

struct CompileOptions {
  // The type that the expression must have; absent for any.
  std::optional<TypeKind> expected;
  // True: functions that write for people, such as grouped(x), are allowed.
  bool formatting = false;
};

// Errors of expressions are INVALID_ARGUMENT with line, column, what is wrong and what was expected, such as
// "1:15: unknown fact 'total.this_yaer' of StatedFigure; did you mean this_year?".
class Vocabulary {
 public:
  // Definitions stand in the root and may use each other in any order; one that uses itself is refused. The
  // catalogue of environment.root must outlive the vocabulary. The error starts with the definition's name.
  static absl::StatusOr<std::shared_ptr<const Vocabulary>> Make(
      Environment environment, const std::vector<Definition>& definitions = {});

  ScopeType RootScope() const;
  // The scope of each element of a list, looked up like a path in an expression: "projects",
  // "projects.indicators", or "indicators" from within the scope of a project. An empty path is `outer`
  // itself.
  absl::StatusOr<ScopeType> Enter(const ScopeType& outer, std::string_view list_path) const;

  absl::StatusOr<Expression> Compile(std::string_view text, const ScopeType& scope,
                                     const CompileOptions& options = {}) const;

  const Environment& environment() const { return environment_; }
  int definition_count() const { return static_cast<int>(definitions_.size()); }
  const std::string& definition_name(int index) const;
  const Expression& definition(int index) const;
  // The index of a definition, or -1.
  int DefinitionIndex(std::string_view name) const;

 private:
  struct Entry {
    std::string name;
    std::optional<Expression> expression;
  };
  // How the compiler finds the definitions.
  DefinitionSource Definitions() const;
  explicit Vocabulary(Environment environment) : environment_(std::move(environment)) {}

  Environment environment_;
  std::vector<Entry> definitions_;
};

}  // namespace clearbudget::rules
