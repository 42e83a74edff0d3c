#include "common/rules/judge.h"

#include <fmt/format.h>

#include "common/money/rounding.h"

namespace clearbudget::rules {
namespace {

constexpr std::string_view kNotStatedChinese = "未列示";
constexpr std::string_view kNotStatedEnglish = "not stated";

// actual - expected of two numbers or two amounts; blank otherwise.
Value Difference(const Value& actual, const Value& expected) {
  const bool amounts = actual.AsFen() != nullptr;
  const money::Ratio* left = amounts ? actual.AsFen() : actual.AsNumber();
  const money::Ratio* right = amounts ? expected.AsFen() : expected.AsNumber();
  // A written 0 stands for an amount too.
  if (amounts && right == nullptr) right = expected.AsNumber();
  if (left == nullptr || right == nullptr) return {};
  const absl::StatusOr<money::Ratio> difference = left->Subtract(*right);
  if (!difference.ok()) return {};
  return amounts ? Value::AmountOfFen(*difference) : Value::Number(*difference);
}

// A number without a last decimal place is shown rounded; the evidence holds what it is made of.
std::string Shown(const Value& value) {
  const money::Ratio* number = value.AsNumber();
  std::string exact = value.ToText();
  if (number == nullptr || exact.find('/') == std::string::npos) return exact;
  return "≈" + number->ToDecimalText(6);
}

// "116000.00" where equality is expected, "≤ 0.5" where another relation is.
std::string ShownExpectation(const Comparison& comparison, const Value& expected) {
  const std::string value = Shown(expected);
  if (comparison.equality() || value.empty()) return value;
  const std::string_view relation = comparison.relation;
  return fmt::format("{} {}",
                     relation == "<="   ? "≤"
                     : relation == ">=" ? "≥"
                     : relation == "!=" ? "≠"
                                        : relation,
                     value);
}

}  // namespace

std::optional<Outcome> Judge::AnswerOf(const Expression& expression, const Scope& subject, Outcome if_true,
                                       Outcome if_false) {
  const Result result = evaluation_.Evaluate(expression, subject);
  if (!result.ok()) return std::nullopt;
  const bool* holds = result.value.AsBool();
  if (holds == nullptr) return Outcome::kInsufficientData;
  return *holds ? if_true : if_false;
}

Outcome Judge::OutcomeOn(const Scope& subject) {
  if (rule_.given.has_value()) {
    const std::optional<Outcome> given =
        AnswerOf(*rule_.given, subject, Outcome::kPass, Outcome::kNotApplicable);
    if (given != Outcome::kPass) return given.value_or(Outcome::kRuleError);
  }
  return AnswerOf(*rule_.require, subject, Outcome::kPass, Outcome::kFail).value_or(Outcome::kRuleError);
}

Finding Judge::FindingOn(const Scope& subject, Outcome outcome) {
  Finding finding;
  finding.rule_id = rule_.source.id;
  finding.rule_version = rule_.source.version;
  finding.outcome = outcome;
  finding.severity = rule_.source.severity;
  finding.path = PathOf(rule_.scope, subject);
  finding.title = rule_.source.title;
  finding.legal_basis = rule_.source.legal_basis;
  if (outcome == Outcome::kPass || outcome == Outcome::kNotApplicable) return finding;
  Account(subject, finding);
  if (outcome == Outcome::kRuleError) return finding;
  Compare(subject, finding);
  Word(subject, finding);
  if (outcome == Outcome::kFail && rule_.source.printed_precision) JudgeRounding(subject, finding);
  return finding;
}

// What the verdict rests on: the precondition where that was undecided, else the requirement.
void Judge::Account(const Scope& subject, Finding& finding) {
  Explained explained;
  bool given_decides = false;
  if (rule_.given.has_value()) {
    explained = evaluation_.Explain(*rule_.given, subject);
    const bool* holds = explained.result.value.AsBool();
    given_decides = holds == nullptr || !*holds;
  }
  if (!given_decides) explained = evaluation_.Explain(*rule_.require, subject);
  finding.evidence = std::move(explained.evidence);
  finding.missing = std::move(explained.missing);
  if (finding.outcome == Outcome::kRuleError)
    finding.message = {explained.result.error, explained.result.error};
}

// The first comparison that stands in the way.
void Judge::Compare(const Scope& subject, Finding& finding) {
  for (const Comparison& comparison : rule_.comparisons) {
    const Result holds = evaluation_.Evaluate(comparison.holds, subject);
    const bool* truth = holds.value.AsBool();
    if (truth != nullptr && *truth) continue;
    const Value actual = evaluation_.Evaluate(comparison.actual, subject).value;
    const Value expected = evaluation_.Evaluate(comparison.expected, subject).value;
    finding.actual = Shown(actual);
    finding.expected = ShownExpectation(comparison, expected);
    if (comparison.equality()) finding.difference = Shown(Difference(actual, expected));
    finding.unit = actual.blank() ? expected.Unit() : actual.Unit();
    return;
  }
}

void Judge::Word(const Scope& subject, Finding& finding) {
  // The rule's own message says that it is broken, which nobody knows where data are missing.
  if (finding.outcome == Outcome::kInsufficientData) {
    finding.message = {
        fmt::format("资料不足，无法判断：{}（有 {} 项数据没有列示）。", finding.title.chinese,
                    finding.missing.size()),
        fmt::format("Not enough data to judge “{}”: {} not stated.", finding.title.english,
                    finding.missing.size() == 1 ? "one fact is"
                                                : fmt::format("{} facts are", finding.missing.size()))};
  } else {
    finding.message = {rule_.message_chinese->Render(evaluation_, subject, kNotStatedChinese).Text(),
                       rule_.message_english->Render(evaluation_, subject, kNotStatedEnglish).Text()};
  }
  finding.hint = {rule_.hint_chinese->Render(evaluation_, subject, kNotStatedChinese).Text(),
                  rule_.hint_english->Render(evaluation_, subject, kNotStatedEnglish).Text()};
}

bool Judge::WithinPrintedPrecision(const Comparison& comparison, const Scope& subject) {
  if (!comparison.equality()) return false;
  const Value actual = evaluation_.Evaluate(comparison.actual, subject).value;
  const Value expected = evaluation_.Evaluate(comparison.expected, subject).value;
  if (actual.AsFen() == nullptr || expected.AsFen() == nullptr) return false;
  const PrintedPrecision printed = evaluation_.Explain(comparison.holds, subject).printed;
  if (printed.figures == 0) return false;
  // One of the rounded figures is what the others are compared with.
  const auto judgement =
      money::JudgeRounding(*actual.AsFen(), *expected.AsFen(), printed.figures - 1, printed.step_in_fen);
  return judgement.ok() && judgement->agreement != money::Agreement::kDifferent;
}

void Judge::JudgeRounding(const Scope& subject, Finding& finding) {
  if (!rule_.only_comparisons) return;
  for (const Comparison& comparison : rule_.comparisons) {
    const Result holds = evaluation_.Evaluate(comparison.holds, subject);
    const bool* truth = holds.value.AsBool();
    if (truth != nullptr && *truth) continue;
    if (!WithinPrintedPrecision(comparison, subject)) return;
  }
  finding.rounding_hint = true;
  finding.severity = Severity::kAdvisory;
}

}  // namespace clearbudget::rules
