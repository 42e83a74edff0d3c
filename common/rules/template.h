// Texts with slots: messages of rules, sentences and cells of statements.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rules/evaluation.h"
#include "common/rules/vocabulary.h"

namespace clearbudget::rules {

// A run of text that a template came to.
struct Piece {
  std::string text;
  bool slot = false;       // The text is a slot's value, or the words for one that is not stated.
  bool stated = true;      // False: the slot is blank or in error.
  Value value;             // Of a slot that is stated and was formatted from a value.
  std::string expression;  // Of a slot, as written, without the format.
  std::string fact;        // Of a slot: the fact it names, see FactNamed.
};

struct Rendered {
  std::vector<Piece> pieces;
  bool complete = true;              // False: a slot is not stated.
  std::vector<std::string> missing;  // The facts that were not stated.
  std::string error;  // The first error of an expression; empty for none. Then complete is false too.

  std::string Text() const;
};

// A text with slots: {expression}, {expression|format} or {expression|format:argument}; {{ and }} stand for
// braces. {x|grouped} is {grouped(x)} and {x|percent:2} is {percent(x, 2)}. Without a format a value is shown
// by its type; see common/rules/README.md.
class Template {
 public:
  // Errors: INVALID_ARGUMENT that shows the slot, with line and column within it.
  static absl::StatusOr<Template> Compile(const Vocabulary& vocabulary, std::string_view text,
                                          const ScopeType& scope);

  // Slots that are not stated or in error show `not_stated`, such as 未列示.
  Rendered Render(Evaluation& evaluation, const Scope& scope, std::string_view not_stated) const;

  bool empty() const { return parts_.empty(); }

 private:
  struct Part {
    std::string text;                     // Literal, or the slot as written.
    std::optional<Expression> value;      // Of a slot: before formatting.
    std::optional<Expression> formatted;  // Of a slot: as text.
  };
  absl::Status AddSlot(const Vocabulary& vocabulary, std::string_view text, const ScopeType& scope);

  std::vector<Part> parts_;
  ScopeType scope_;
};

}  // namespace clearbudget::rules
