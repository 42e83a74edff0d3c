#include "common/rules/rule.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "common/rules/parser.h"
#include "common/rules/position.h"
#include "fmt/core.h"

namespace clearbudget::rules {
namespace {

absl::Status InPart(std::string_view part, const absl::Status& status) {
  return absl::InvalidArgumentError(fmt::format("{}: {}", part, MessageOf(status)));
}

std::string_view Written(std::string_view text, const Syntax& syntax) {
  return text.substr(syntax.begin, syntax.end - syntax.begin);
}

bool IsComparison(const Syntax& syntax) {
  return syntax.kind == SyntaxKind::kBinary && syntax.text != "and" && syntax.text != "or" &&
         std::string_view("=!<>").find(syntax.text[0]) != std::string_view::npos;
}

// The parts that `and` joins, from the left.
void CollectParts(const Syntax& syntax, std::vector<const Syntax*>& parts) {
  if (syntax.kind == SyntaxKind::kBinary && syntax.text == "and") {
    CollectParts(*syntax.children[0], parts);
    CollectParts(*syntax.children[1], parts);
  } else {
    parts.push_back(&syntax);
  }
}

absl::Status CompileComparisons(const Vocabulary& vocabulary, Rule& rule) {
  const std::string& text = rule.source.require;
  const absl::StatusOr<std::unique_ptr<Syntax>> syntax = ParseExpression(text);
  if (!syntax.ok()) return syntax.status();
  std::vector<const Syntax*> parts;
  CollectParts(**syntax, parts);
  for (const Syntax* part : parts) {
    if (!IsComparison(*part)) {
      rule.only_comparisons = false;
      continue;
    }
    const absl::StatusOr<Expression> holds = vocabulary.Compile(Written(text, *part), rule.scope);
    const absl::StatusOr<Expression> actual =
        vocabulary.Compile(Written(text, *part->children[0]), rule.scope);
    const absl::StatusOr<Expression> expected =
        vocabulary.Compile(Written(text, *part->children[1]), rule.scope);
    for (const auto* compiled : {&holds, &actual, &expected}) {
      if (!compiled->ok()) return compiled->status();
    }
    rule.comparisons.push_back({*holds, *actual, *expected, std::string(part->text)});
  }
  return absl::OkStatus();
}

absl::Status CompileTexts(const Vocabulary& vocabulary, Rule& rule) {
  const struct {
    std::string_view part;
    const std::string& text;
    std::optional<Template>& compiled;
  } texts[] = {{"message in Chinese", rule.source.message.chinese, rule.message_chinese},
               {"message in English", rule.source.message.english, rule.message_english},
               {"hint in Chinese", rule.source.hint.chinese, rule.hint_chinese},
               {"hint in English", rule.source.hint.english, rule.hint_english}};
  for (const auto& text : texts) {
    absl::StatusOr<Template> compiled = Template::Compile(vocabulary, text.text, rule.scope);
    if (!compiled.ok()) return InPart(text.part, compiled.status());
    text.compiled = *std::move(compiled);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Rule> Rule::Compile(const Vocabulary& vocabulary, RuleSource source) {
  Rule rule;
  rule.source = std::move(source);
  absl::StatusOr<ScopeType> scope = vocabulary.Enter(vocabulary.RootScope(), rule.source.scope);
  if (!scope.ok()) return InPart("scope", scope.status());
  rule.scope = *std::move(scope);
  if (!rule.source.given.empty()) {
    absl::StatusOr<Expression> given =
        vocabulary.Compile(rule.source.given, rule.scope, {.expected = TypeKind::kBool});
    if (!given.ok()) return InPart("given", given.status());
    rule.given = *std::move(given);
  }
  absl::StatusOr<Expression> require =
      vocabulary.Compile(rule.source.require, rule.scope, {.expected = TypeKind::kBool});
  if (!require.ok()) return InPart("require", require.status());
  rule.require = *std::move(require);
  if (absl::Status status = CompileComparisons(vocabulary, rule); !status.ok())
    return InPart("require", status);
  if (absl::Status status = CompileTexts(vocabulary, rule); !status.ok()) return status;
  return rule;
}

}  // namespace clearbudget::rules
