// Checks a syntax tree against what it may speak of, and turns it into a program. Internal to the module.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rules/program.h"
#include "common/rules/syntax.h"
#include "common/rules/vocabulary.h"

namespace clearbudget::rules {

struct FunctionRow;

// A definition as the compiler sees it.
struct DefinitionFound {
  int index = 0;
  ValueType type;
  int depth = 0;  // How many definitions deep its own evaluation goes.
};

// Where definitions come from. Find is absent for a name that is no definition, and an error for one that
// does not compile or uses itself.
struct DefinitionSource {
  std::function<absl::StatusOr<std::optional<DefinitionFound>>(std::string_view name)> find;
  std::vector<std::string> names;
};

class Compiler {
 public:
  Compiler(const Environment& environment, const DefinitionSource& definitions, const ScopeType& scope);

  absl::StatusOr<Expression> Run(std::string_view text, const CompileOptions& options);
  // The scope with the frames of a list added.
  absl::StatusOr<ScopeType> Enter(std::string_view list_path);

 private:
  using Typed = absl::StatusOr<int>;  // The index of a node.

  // Where a path leads.
  struct Reached {
    const facts::Field* field =
        nullptr;  // The last field; nullptr where the path is a frame's record itself.
    const facts::RecordType* record = nullptr;  // Of a record or list.
    int found = -1;                             // The list of the `the` that it begins with, or -1.
    int frame = 0;                              // The frame that `steps` begin from.
    std::vector<int> steps;
    int first_frame = -1;  // Of a list: the frames that its elements fill.
    int last_frame = -1;
    bool through_list = false;
  };

  const ValueType& TypeOf(int node) const { return types_[static_cast<size_t>(node)]; }
  Node& At(int node) { return program_->nodes[static_cast<size_t>(node)]; }
  const facts::RecordType* RecordOf(int frame) const {
    return program_->frames[static_cast<size_t>(frame)].record;
  }

  int AddNode(Node node, ValueType type);
  int AddConstant(Operand constant, ValueType type);
  int AddTextConstant(std::string text, ValueType type);
  // The value of a constant number, or nullptr.
  const money::Ratio* ConstantNumber(int node) const;
  absl::Status CheckBound(const Bound& bound, Position at, std::string_view what) const;
  Typed AddChecked(Node node, ValueType type, Position at);

  Typed Compile(const Syntax& syntax);
  Typed CompileAs(const Syntax& syntax, TypeKind kind, std::string_view where);
  Typed CompileLiteral(const Syntax& syntax);
  Typed CompileUnary(const Syntax& syntax);
  Typed CompileBinary(const Syntax& syntax);
  Typed CompileLogic(const Syntax& syntax);
  Typed CompileComparison(const Syntax& syntax, int left, int right);
  Typed CompileSum(const Syntax& syntax, int left, int right);
  Typed CompileProduct(const Syntax& syntax, int left, int right);
  Typed CompileQuotient(const Syntax& syntax, int left, int right);
  Typed CompileIn(const Syntax& syntax);
  // The type that both values have, or an error that names both.
  absl::StatusOr<ValueType> Unify(int left, int right, Position at, std::string_view what) const;

  Typed CompilePath(const Syntax& syntax);
  Typed CompileLookup(const Syntax& syntax, bool& done);
  Typed CompileFact(const Syntax& syntax, const Reached& reached);
  absl::StatusOr<Reached> Reach(const Syntax& syntax);
  absl::StatusOr<Reached> ReachBase(const Syntax& syntax, size_t& next_name);
  absl::Status Step(Reached& reached, const PathName& name, bool last);
  absl::Status UnknownName(const PathName& name) const;

  Typed CompileAggregate(const Syntax& syntax);
  Typed CompileCount(const Syntax& syntax, Node node);
  absl::StatusOr<int> CompileList(const Syntax& path, std::string_view function);
  absl::StatusOr<int> CompileThe(const Syntax& syntax);
  absl::Status EnterList(int list);
  void LeaveList(int list);
  ListKey FindKey(int list, int condition) const;
  // The key that one side of an equality makes; without a value.
  ListKey KeyOfSide(int list, int side) const;
  bool DependsOnFrames(int node, int first, int last) const;
  bool MayFail(int node) const;
  absl::uint128 ListSize(int list) const;

  Typed CompileCall(const Syntax& syntax);
  Typed CompileCallOf(const FunctionRow& function, const Syntax& syntax);
  Typed CompileStated(const Syntax& syntax, bool stated);
  Typed CompileIf(const Syntax& syntax);
  Typed CompileChoice(const Syntax& syntax, Op op);
  Typed CompileOrZero(const Syntax& syntax);
  Typed CompileTexts(const Syntax& syntax, const FunctionRow& function);
  Typed CompileLevel(const Syntax& syntax);
  Typed CompileRound(const Syntax& syntax);
  Typed CompileNumeric(const Syntax& syntax, const FunctionRow& function);
  Typed CompileDate(const Syntax& syntax, const FunctionRow& function);
  Typed CompileNameOf(const Syntax& syntax);
  Typed CompileFormat(const FunctionRow& function, const Syntax& syntax);
  absl::StatusOr<int> WholeLiteral(const Syntax& syntax, int least, int most) const;

  const Environment& environment_;
  const DefinitionSource& definitions_;
  const ScopeType& scope_;
  CompileOptions options_;
  std::shared_ptr<Program> program_;
  std::vector<ValueType> types_;
  std::vector<int> chain_;  // The frames that names are looked up in, outermost first.
};

}  // namespace clearbudget::rules
