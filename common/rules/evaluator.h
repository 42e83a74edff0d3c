// Computes a program. Internal to the module.
#pragma once

#include <array>
#include <deque>
#include <string>

#include "common/rules/evaluation_state.h"
#include "common/rules/operand.h"
#include "common/rules/program.h"
#include "common/rules/trace.h"

namespace clearbudget::rules {

class Evaluator {
 public:
  // `trace` may be nullptr. `texts` owns what text functions make.
  Evaluator(Evaluation::State& state, const Program& program, Trace* trace, std::deque<std::string>& texts)
      : state_(state), program_(program), trace_(trace), texts_(texts) {}

  // The scope must be of the type that the program was compiled for.
  Operand Run(const Scope& scope);

 private:
  // What became of walking a list.
  struct Walked {
    bool any = false;       // There was an element.
    bool unstated = false;  // The list, or a list within an element, is empty.
    bool failed = false;    // The `the` that the path begins with is in error.
  };

  const Node& At(int node) const { return program_.nodes[static_cast<size_t>(node)]; }
  Operand Fail(std::string_view what);
  Operand Checked(const absl::StatusOr<money::Ratio>& result);
  Operand MadeText(std::string text);

  Operand Eval(int node);
  Operand EvalMuted(int node);
  Operand Dispatch(const Node& node);
  Operand Leaf(const Node& node);
  Operand Variable(const Node& node);
  Operand FromValue(const Value& value, const Node& node, std::string_view name);
  Operand Definition(const Node& node);
  Operand RunDefinition(int index, Trace* trace);
  Operand Fact(const Node& node);
  Operand ReadFact(const facts::Value& value, TypeKind kind) const;
  void TraceFact(const Node& node, const facts::Record* holder, const facts::Value* value);

  Operand Logic(const Node& node);
  Operand Arithmetic(const Node& node);
  Operand Add(const money::Ratio& left, const money::Ratio& right);
  Operand Comparison(const Node& node);
  bool Equal(const Operand& left, const Operand& right, TypeKind kind) const;
  bool Less(const Operand& left, const Operand& right, TypeKind kind) const;
  Operand In(const Node& node);
  Operand Choice(const Node& node);

  Operand OverList(const Node& node);
  Operand Sum(const Node& node);
  Operand Count(const Node& node);
  Operand Quantified(const Node& node);
  Operand Extreme(const Node& node);
  Operand StatedList(const Node& node);
  // Whether an element is to be taken; true where there is no condition.
  Operand Condition(int node);
  // Finds the one element that a `the` is of and fills its frames.
  Operand FindElement(int list);
  template <typename Visit>
  Walked Walk(const ListSource& list, Visit visit);
  template <typename Visit>
  bool WalkFrom(const ListSource& list, int frame, Walked& walked, Visit& visit);
  template <typename Visit>
  bool WalkKeyed(const ListSource& list, const facts::RecordList& records, std::string_view key,
                 Walked& walked, Visit& visit);
  const facts::RecordList* ListOf(int frame) const;
  std::string ListPath(int frame) const;

  Operand Call(const Node& node);
  Operand OfText(const Node& node, const Operand& text);
  Operand OfTexts(const Node& node, const Operand& text);
  Operand OfNumber(const Node& node, const money::Ratio& number);
  Operand OfDate(const Node& node, const Operand& date);
  Operand OfTarget(const Node& node, std::string_view text);
  Operand Under(const Node& node, std::string_view code, std::string_view upper);
  Operand Level(const Node& node, std::string_view code);
  Operand Format(const Node& node);

  Evaluation::State& state_;
  const Program& program_;
  Trace* trace_;
  std::deque<std::string>& texts_;
  const Scope* scope_ = nullptr;
  std::array<Frame, kMaxFrames> frames_;
};

}  // namespace clearbudget::rules
