#include "common/rules/sentence.h"

#include <iterator>
#include <utility>

#include "common/rules/position.h"
#include "fmt/core.h"

namespace clearbudget::rules {
namespace {

absl::Status InFragment(size_t number, std::string_view part, const absl::Status& status) {
  return absl::InvalidArgumentError(fmt::format("fragment {}, {}: {}", number, part, MessageOf(status)));
}

// Adds what another text came to; its pieces only where it is shown.
void Append(Rendered& whole, Rendered part, bool shown) {
  whole.complete = whole.complete && part.complete;
  if (whole.error.empty()) whole.error = std::move(part.error);
  whole.missing.insert(whole.missing.end(), std::make_move_iterator(part.missing.begin()),
                       std::make_move_iterator(part.missing.end()));
  if (!shown) return;
  whole.pieces.insert(whole.pieces.end(), std::make_move_iterator(part.pieces.begin()),
                      std::make_move_iterator(part.pieces.end()));
}

Rendered Literal(const std::string& text) {
  Rendered rendered;
  Piece piece;
  piece.text = text;
  rendered.pieces.push_back(std::move(piece));
  return rendered;
}

}  // namespace

absl::StatusOr<Sentence> Sentence::Compile(const Vocabulary& vocabulary,
                                           const std::vector<FragmentSource>& fragments,
                                           const ScopeType& scope) {
  Sentence sentence;
  for (const FragmentSource& source : fragments) {
    const size_t number = sentence.fragments_.size() + 1;
    Fragment fragment;
    fragment.source = source;
    absl::StatusOr<ScopeType> inner = vocabulary.Enter(scope, source.each);
    if (!inner.ok()) return InFragment(number, "each", inner.status());
    fragment.scope = *std::move(inner);
    if (!source.when.empty()) {
      absl::StatusOr<Expression> when =
          vocabulary.Compile(source.when, fragment.scope, {.expected = TypeKind::kBool});
      if (!when.ok()) return InFragment(number, "when", when.status());
      fragment.when = *std::move(when);
    }
    absl::StatusOr<Template> text = Template::Compile(vocabulary, source.text, fragment.scope);
    if (!text.ok()) return InFragment(number, "text", text.status());
    fragment.text = *std::move(text);
    sentence.fragments_.push_back(std::move(fragment));
  }
  return sentence;
}

Rendered Sentence::Render(Evaluation& evaluation, const Scope& scope) const {
  Rendered whole;
  for (const Fragment& fragment : fragments_) {
    bool first = true;
    evaluation.ForEach(fragment.scope, scope, [&](const Scope& inner) {
      if (fragment.when.has_value()) {
        const Result when = evaluation.Evaluate(*fragment.when, inner);
        const bool* holds = when.value.AsBool();
        if (holds == nullptr) {
          Rendered undecided;
          undecided.complete = false;
          undecided.error = when.error;
          undecided.missing = evaluation.Explain(*fragment.when, inner).missing;
          Append(whole, std::move(undecided), false);
        }
        if (holds == nullptr || !*holds) return;
      }
      Rendered part = fragment.text->Render(evaluation, inner, fragment.source.not_stated);
      const bool shown = part.complete || !fragment.source.not_stated.empty();
      if (shown && !first && !fragment.source.separator.empty())
        Append(whole, Literal(fragment.source.separator), true);
      if (shown) first = false;
      Append(whole, std::move(part), shown);
    });
  }
  return whole;
}

}  // namespace clearbudget::rules
