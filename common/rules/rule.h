// One rule of a pack: as it is written, and compiled.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rules/expression.h"
#include "common/rules/scope.h"
#include "common/rules/template.h"
#include "common/rules/vocabulary.h"

namespace clearbudget::rules {

// Which thing a rule judges.
enum class Stage { kBudget, kEvaluation, kDocument };

// How much a broken rule weighs, gravest first.
enum class Severity {
  kFatal,     // The content cannot be judged further.
  kError,     // Blocks submission and publication of a budget prepared here.
  kExplain,   // Needs an answer, which is kept and published.
  kWarning,   // Never blocks.
  kAdvisory,  // Never blocks; a hint.
};

struct LocalizedText {
  std::string chinese;
  std::string english;

  bool operator==(const LocalizedText& other) const = default;
};

// A rule as a pack writes it.
struct RuleSource {
  std::string id;
  int version = 1;
  LocalizedText title;
  Stage stage = Stage::kBudget;
  Severity severity = Severity::kError;
  std::string scope;      // A list such as "projects.indicators"; empty for the whole.
  std::string given;      // Empty: always.
  std::string require;    // Of type bool.
  LocalizedText message;  // Templates.
  LocalizedText hint;     // Templates; may be empty.
  std::string legal_basis;
  bool grouped = false;
  bool printed_precision = false;
};

// The two sides of a comparison that stands for a whole requirement, or for one of several joined by `and`.
struct Comparison {
  Expression holds;
  Expression actual;
  Expression expected;
  std::string relation;  // As written: "==", "<=" and so on.

  bool equality() const { return relation == "=="; }
};

struct Rule {
  RuleSource source;
  ScopeType scope;
  std::optional<Expression> given;
  std::optional<Expression> require;  // Always there in a rule that Compile returned.
  std::vector<Comparison> comparisons;
  bool only_comparisons = true;             // The requirement is nothing but `comparisons`, joined by `and`.
  std::optional<Template> message_chinese;  // Always there, as the next three are.
  std::optional<Template> message_english;
  std::optional<Template> hint_chinese;
  std::optional<Template> hint_english;

  // Errors: INVALID_ARGUMENT that names the part ("require: 1:5: ...").
  static absl::StatusOr<Rule> Compile(const Vocabulary& vocabulary, RuleSource source);
};

}  // namespace clearbudget::rules
