// The evaluation of expressions over one content.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "common/facts/record.h"
#include "common/rules/code_names.h"
#include "common/rules/expression.h"
#include "common/rules/scope.h"
#include "common/rules/value.h"
#include "common/rules/vocabulary.h"

namespace clearbudget::rules {

// What an evaluation reads. All of it must outlive the evaluation and stay unchanged.
struct Inputs {
  const facts::Record* root = nullptr;    // Of Environment::root; nullptr where that is.
  std::vector<Value> parameters;          // In the order of Environment::parameters.
  const CodeNames* code_names = nullptr;  // nullptr: every name is blank.
};

// A value, blank, or an error of the expression itself, such as a division by zero.
struct Result {
  Value value;
  std::string error;  // Empty: no error. With an error the value is blank.

  bool ok() const { return error.empty(); }
  bool insufficient() const { return error.empty() && value.blank(); }
};

// One fact that a value rests on.
struct Evidence {
  std::string path;
  std::string value;  // Canonical text; empty where not stated.
  std::string unit;

  bool operator==(const Evidence& other) const = default;
};

// How a figure was printed, where its record says so (StatedFigure).
struct PrintedPrecision {
  int figures = 0;           // How many of the facts read are figures of that kind.
  money::Ratio step_in_fen;  // The coarsest step among them, in 分; 0 where all are exact.
};

// A result with what it rests on. At most kMaxTraced facts and kMaxTraced missing paths are listed.
struct Explained {
  static constexpr size_t kMaxTraced = 64;

  Result result;
  std::vector<Evidence> evidence;
  std::vector<std::string> missing;
  bool truncated = false;  // More facts were read than are listed.
  PrintedPrecision printed;
};

// Evaluates expressions of one vocabulary over one content. Definitions are evaluated once, at first use. One
// thread.
class Evaluation {
 public:
  Evaluation(const Vocabulary& vocabulary, Inputs inputs);
  ~Evaluation();
  Evaluation(const Evaluation&) = delete;
  Evaluation& operator=(const Evaluation&) = delete;

  // The root as a scope, without variables.
  Scope RootScope() const;
  // Each element of the list that `inner` adds to the scope `outer`, in order; `outer` itself where it adds
  // none.
  void ForEach(const ScopeType& inner, const Scope& outer,
               const std::function<void(const Scope&)>& visit) const;

  // The scope must be of the ScopeType that the expression was compiled in. Nothing is allocated but for
  // texts made.
  Result Evaluate(const Expression& expression, const Scope& scope);
  Result Evaluate(const Expression& expression);
  // The same with evidence and missing paths; slower, for verdicts and cells that have to be accounted for.
  Explained Explain(const Expression& expression, const Scope& scope);

  class State;  // Known to the evaluator only.

 private:
  std::unique_ptr<State> state_;
};

}  // namespace clearbudget::rules
