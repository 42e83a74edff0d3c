#include "common/rules/template.h"

#include <algorithm>
#include <utility>

#include "common/rules/position.h"
#include "fmt/core.h"

namespace clearbudget::rules {
namespace {

struct Slot {
  std::string expression;
  std::string formatted;  // The expression within its format.
};

// The end of the slot that begins at `from`: its '}' outside quotes.
size_t SlotEnd(std::string_view text, size_t from) {
  bool quoted = false;
  for (size_t i = from; i < text.size(); ++i) {
    if (quoted && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (text[i] == '}' && !quoted) {
      return i;
    }
  }
  return std::string_view::npos;
}

Slot CutSlot(std::string_view text) {
  const size_t bar = text.rfind('|');
  // The language has no '|' of its own, but a text may hold one.
  if (bar == std::string_view::npos || text.find('"', bar) != std::string_view::npos) {
    return {std::string(text), fmt::format("shown({})", text)};
  }
  const std::string_view expression = text.substr(0, bar);
  const std::string_view format = text.substr(bar + 1);
  const size_t colon = format.find(':');
  if (colon == std::string_view::npos)
    return {std::string(expression), fmt::format("{}({})", format, expression)};
  return {std::string(expression),
          fmt::format("{}({}, {})", format.substr(0, colon), expression, format.substr(colon + 1))};
}

absl::Status InSlot(std::string_view slot, const absl::Status& status) {
  return absl::InvalidArgumentError(fmt::format("in {{{}}}: {}", slot, MessageOf(status)));
}

}  // namespace

std::string Rendered::Text() const {
  std::string text;
  for (const Piece& piece : pieces) text += piece.text;
  return text;
}

absl::Status Template::AddSlot(const Vocabulary& vocabulary, std::string_view text, const ScopeType& scope) {
  const Slot slot = CutSlot(text);
  const CompileOptions options = {.expected = std::nullopt, .formatting = true};
  absl::StatusOr<Expression> value = vocabulary.Compile(slot.expression, scope, options);
  if (!value.ok()) return InSlot(text, value.status());
  absl::StatusOr<Expression> formatted = vocabulary.Compile(slot.formatted, scope, options);
  if (!formatted.ok()) return InSlot(text, formatted.status());
  parts_.push_back({slot.expression, *std::move(value), *std::move(formatted)});
  return absl::OkStatus();
}

absl::StatusOr<Template> Template::Compile(const Vocabulary& vocabulary, std::string_view text,
                                           const ScopeType& scope) {
  Template compiled;
  compiled.scope_ = scope;
  std::string literal;
  const auto flush = [&] {
    if (!literal.empty()) compiled.parts_.push_back({std::exchange(literal, ""), std::nullopt, std::nullopt});
  };
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c != '{' && c != '}') {
      literal.push_back(c);
    } else if (i + 1 < text.size() && text[i + 1] == c) {
      literal.push_back(c);
      ++i;
    } else if (c == '}') {
      return absl::InvalidArgumentError("a '}' without '{'; write '}}' for the character");
    } else {
      const size_t end = SlotEnd(text, i + 1);
      if (end == std::string_view::npos) return absl::InvalidArgumentError("a '{' without '}'");
      flush();
      if (absl::Status status = compiled.AddSlot(vocabulary, text.substr(i + 1, end - i - 1), scope);
          !status.ok()) {
        return status;
      }
      i = end;
    }
  }
  flush();
  return compiled;
}

Rendered Template::Render(Evaluation& evaluation, const Scope& scope, std::string_view not_stated) const {
  Rendered rendered;
  for (const Part& part : parts_) {
    Piece piece;
    if (!part.formatted.has_value()) {
      piece.text = part.text;
      rendered.pieces.push_back(std::move(piece));
      continue;
    }
    piece.slot = true;
    piece.expression = part.text;
    piece.fact = FactNamed(part.text, scope_, scope);
    const Result shown = evaluation.Evaluate(*part.formatted, scope);
    if (const std::string* text = shown.value.AsText()) {
      piece.text = *text;
      piece.value = evaluation.Evaluate(*part.value, scope).value;
    } else {
      piece.text = std::string(not_stated);
      piece.stated = false;
      rendered.complete = false;
      if (rendered.error.empty()) rendered.error = shown.error;
      for (std::string& path : evaluation.Explain(*part.value, scope).missing) {
        const bool listed =
            std::find(rendered.missing.begin(), rendered.missing.end(), path) != rendered.missing.end();
        if (!listed) rendered.missing.push_back(std::move(path));
      }
    }
    rendered.pieces.push_back(std::move(piece));
  }
  return rendered;
}

}  // namespace clearbudget::rules
