#include "common/pack/rule_source.h"

#include <optional>

namespace clearbudget::pack {
namespace {

namespace type = clearbudget::type::v1;

std::optional<rules::Stage> StageOf(type::Stage stage) {
  switch (stage) {
    case type::STAGE_BUDGET:
      return rules::Stage::kBudget;
    case type::STAGE_EVALUATION:
      return rules::Stage::kEvaluation;
    case type::STAGE_DOCUMENT:
      return rules::Stage::kDocument;
    default:
      return std::nullopt;
  }
}

std::optional<rules::Severity> SeverityOf(type::Severity severity) {
  switch (severity) {
    case type::SEVERITY_FATAL:
      return rules::Severity::kFatal;
    case type::SEVERITY_ERROR:
      return rules::Severity::kError;
    case type::SEVERITY_EXPLAIN:
      return rules::Severity::kExplain;
    case type::SEVERITY_WARNING:
      return rules::Severity::kWarning;
    case type::SEVERITY_ADVISORY:
      return rules::Severity::kAdvisory;
    default:
      return std::nullopt;
  }
}

rules::LocalizedText TextOf(const type::LocalizedText& text) {
  return {text.chinese(), text.english()};
}

bool InBothLanguages(const type::LocalizedText& text) {
  return !text.chinese().empty() && !text.english().empty();
}

}  // namespace

absl::StatusOr<rules::RuleSource> RuleSourceOf(const v1::Rule& rule) {
  const std::optional<rules::Stage> stage = StageOf(rule.stage());
  const std::optional<rules::Severity> severity = SeverityOf(rule.severity());
  if (!stage) return absl::InvalidArgumentError("stage: a stage is expected");
  if (!severity) return absl::InvalidArgumentError("severity: a severity is expected");
  if (rule.version() < 1) return absl::InvalidArgumentError("version: a number from 1 on is expected");
  if (!InBothLanguages(rule.title()))
    return absl::InvalidArgumentError("title: a text in both languages is expected");
  if (!InBothLanguages(rule.message())) {
    return absl::InvalidArgumentError("message: a text in both languages is expected");
  }
  if (rule.legal_basis().empty())
    return absl::InvalidArgumentError("legal_basis: where the rule comes from is expected");
  return rules::RuleSource{.id = rule.id(),
                           .version = rule.version(),
                           .title = TextOf(rule.title()),
                           .stage = *stage,
                           .severity = *severity,
                           .scope = rule.scope(),
                           .given = rule.given(),
                           .require = rule.require(),
                           .message = TextOf(rule.message()),
                           .hint = TextOf(rule.hint()),
                           .legal_basis = rule.legal_basis(),
                           .grouped = rule.grouped(),
                           .printed_precision = rule.printed_precision()};
}

}  // namespace clearbudget::pack
