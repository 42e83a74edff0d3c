#include "common/rules/checker.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "common/rules/judge.h"

namespace clearbudget::rules {
namespace {

// The answers of a content, by rule and subject.
class Answers {
 public:
  explicit Answers(const facts::Record* root) {
    const facts::RecordList* list = root == nullptr ? nullptr : root->Get("explanations").AsList();
    if (list == nullptr) return;
    for (const facts::Record& answer : *list) {
      const std::string* rule = answer.Get("rule_id").AsText();
      const std::string* subject = answer.Get("subject_path").AsText();
      const std::string* text = answer.Get("text").AsText();
      if (rule != nullptr && text != nullptr) answers_[{*rule, subject == nullptr ? "" : *subject}] = text;
    }
  }

  // nullptr where there is none.
  const std::string* Find(const std::string& rule, const std::string& subject) const {
    const auto found = answers_.find({rule, subject});
    return found == answers_.end() ? nullptr : found->second;
  }

 private:
  std::map<std::pair<std::string, std::string>, const std::string*> answers_;
};

void Count(Outcome outcome, OutcomeCounts& counts) {
  switch (outcome) {
    case Outcome::kPass:
      ++counts.passed;
      break;
    case Outcome::kFail:
      ++counts.failed;
      break;
    case Outcome::kExplained:
      ++counts.explained;
      break;
    case Outcome::kNotApplicable:
      ++counts.not_applicable;
      break;
    case Outcome::kInsufficientData:
      ++counts.insufficient_data;
      break;
    case Outcome::kRuleError:
      ++counts.rule_errors;
      break;
  }
}

template <typename T>
void AddUpToLimit(std::vector<T>& list, std::vector<T> more) {
  for (T& item : more) {
    if (list.size() < Explained::kMaxTraced) list.push_back(std::move(item));
  }
}

// Judges all subjects of one rule.
class RuleCheck {
 public:
  RuleCheck(const Rule& rule, Evaluation& evaluation, const Answers& answers, const CheckOptions& options,
            Report& report)
      : rule_(rule),
        judge_(rule, evaluation),
        evaluation_(evaluation),
        answers_(answers),
        options_(options),
        report_(report) {}

  void Run() {
    bool any = false;
    evaluation_.ForEach(rule_.scope, evaluation_.RootScope(), [&](const Scope& subject) {
      any = true;
      JudgeSubject(subject);
    });
    if (!any) NoSubject();
    for (auto& [outcome, finding] : grouped_) report_.findings.push_back(std::move(finding));
  }

 private:
  void JudgeSubject(const Scope& subject) {
    Outcome outcome = judge_.OutcomeOn(subject);
    const std::string* answer = outcome == Outcome::kFail ? AnswerFor(subject) : nullptr;
    if (answer != nullptr) outcome = Outcome::kExplained;
    Count(outcome, report_.counts);
    const bool silent = outcome == Outcome::kPass || outcome == Outcome::kNotApplicable;
    if (silent) {
      if (options_.silent_findings) report_.silent_findings.push_back(judge_.FindingOn(subject, outcome));
      return;
    }
    if (rule_.source.grouped) {
      Group(subject, outcome, answer);
      return;
    }
    report_.findings.push_back(judge_.FindingOn(subject, outcome));
    if (answer != nullptr) report_.findings.back().explanation = *answer;
  }

  const std::string* AnswerFor(const Scope& subject) const {
    if (rule_.source.severity != Severity::kExplain) return nullptr;
    const std::string* answer = answers_.Find(rule_.source.id, PathOf(rule_.scope, subject));
    if (answer != nullptr || !rule_.source.grouped) return answer;
    answer = answers_.Find(rule_.source.id, ListPathOf(rule_.scope));
    return answer != nullptr ? answer : answers_.Find(rule_.source.id, "");
  }

  void Group(const Scope& subject, Outcome outcome, const std::string* answer) {
    const auto [found, is_first] = grouped_.try_emplace(outcome);
    Finding& group = found->second;
    std::string path = PathOf(rule_.scope, subject);
    if (is_first) {
      group = judge_.FindingOn(subject, outcome);
      group.path = ListPathOf(rule_.scope);
      if (answer != nullptr) group.explanation = *answer;
    } else if (group.subjects.size() < Explained::kMaxTraced) {
      Finding more = judge_.FindingOn(subject, outcome);
      AddUpToLimit(group.evidence, std::move(more.evidence));
      AddUpToLimit(group.missing, std::move(more.missing));
    }
    group.subjects.push_back(std::move(path));
  }

  void NoSubject() {
    Count(Outcome::kNotApplicable, report_.counts);
    if (!options_.silent_findings) return;
    Finding finding;
    finding.rule_id = rule_.source.id;
    finding.rule_version = rule_.source.version;
    finding.outcome = Outcome::kNotApplicable;
    finding.severity = rule_.source.severity;
    finding.path = ListPathOf(rule_.scope);
    finding.title = rule_.source.title;
    finding.legal_basis = rule_.source.legal_basis;
    report_.silent_findings.push_back(std::move(finding));
  }

  const Rule& rule_;
  Judge judge_;
  Evaluation& evaluation_;
  const Answers& answers_;
  const CheckOptions& options_;
  Report& report_;
  std::map<Outcome, Finding> grouped_;
};

}  // namespace

Report Checker::Check(const Inputs& inputs, const CheckOptions& options) const {
  Report report;
  Evaluation evaluation(rules_.vocabulary(), inputs);
  const Answers answers(inputs.root);
  for (const Rule& rule : rules_.rules()) RuleCheck(rule, evaluation, answers, options, report).Run();
  std::stable_sort(report.findings.begin(), report.findings.end(),
                   [](const Finding& left, const Finding& right) { return left.severity < right.severity; });
  return report;
}

}  // namespace clearbudget::rules
