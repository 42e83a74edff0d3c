#include "services/submission/conversion/report_message.h"

namespace clearbudget::submission {
namespace {

type::v1::Outcome OutcomeMessage(rules::Outcome outcome) {
  switch (outcome) {
    case rules::Outcome::kPass:
      return type::v1::OUTCOME_PASS;
    case rules::Outcome::kFail:
      return type::v1::OUTCOME_FAIL;
    case rules::Outcome::kExplained:
      return type::v1::OUTCOME_EXPLAINED;
    case rules::Outcome::kNotApplicable:
      return type::v1::OUTCOME_NOT_APPLICABLE;
    case rules::Outcome::kInsufficientData:
      return type::v1::OUTCOME_INSUFFICIENT_DATA;
    case rules::Outcome::kRuleError:
      return type::v1::OUTCOME_RULE_ERROR;
  }
  return type::v1::OUTCOME_UNSPECIFIED;
}

type::v1::Severity SeverityMessage(rules::Severity severity) {
  switch (severity) {
    case rules::Severity::kFatal:
      return type::v1::SEVERITY_FATAL;
    case rules::Severity::kError:
      return type::v1::SEVERITY_ERROR;
    case rules::Severity::kExplain:
      return type::v1::SEVERITY_EXPLAIN;
    case rules::Severity::kWarning:
      return type::v1::SEVERITY_WARNING;
    case rules::Severity::kAdvisory:
      return type::v1::SEVERITY_ADVISORY;
  }
  return type::v1::SEVERITY_UNSPECIFIED;
}

void Write(const rules::LocalizedText& text, type::v1::LocalizedText& message) {
  message.set_chinese(text.chinese);
  message.set_english(text.english);
}

void Write(const rules::Finding& finding, type::v1::Finding& message) {
  message.set_rule_id(finding.rule_id);
  message.set_rule_version(finding.rule_version);
  message.mutable_subjects()->Assign(finding.subjects.begin(), finding.subjects.end());
  message.set_outcome(OutcomeMessage(finding.outcome));
  message.set_severity(SeverityMessage(finding.severity));
  message.set_path(finding.path);
  Write(finding.title, *message.mutable_title());
  Write(finding.message, *message.mutable_message());
  message.set_actual(finding.actual);
  message.set_expected(finding.expected);
  message.set_difference(finding.difference);
  message.set_unit(finding.unit);
  for (const rules::Evidence& evidence : finding.evidence) {
    type::v1::Evidence& fact = *message.add_evidence();
    fact.set_path(evidence.path);
    fact.set_value(evidence.value);
    fact.set_unit(evidence.unit);
  }
  message.set_legal_basis(finding.legal_basis);
  Write(finding.hint, *message.mutable_hint());
  for (const std::string& missing : finding.missing) message.add_missing(missing);
  message.set_explanation(finding.explanation);
}

}  // namespace

type::v1::CheckReport ToMessage(const CheckedBudget& checked) {
  type::v1::CheckReport message;
  message.set_subject(checked.subject);
  message.set_subject_digest(checked.subject_digest);
  message.set_pack(checked.pack);
  message.set_pack_digest(checked.pack_digest);
  message.set_stage(type::v1::STAGE_BUDGET);
  for (const rules::Finding& finding : checked.report.findings) Write(finding, *message.add_findings());
  for (const rules::Finding& finding : checked.report.silent_findings)
    Write(finding, *message.add_silent_findings());
  const rules::OutcomeCounts& counts = checked.report.counts;
  message.set_passed_count(counts.passed);
  message.set_failed_count(counts.failed);
  message.set_explained_count(counts.explained);
  message.set_not_applicable_count(counts.not_applicable);
  message.set_insufficient_data_count(counts.insufficient_data);
  message.set_rule_error_count(counts.rule_errors);
  message.set_submittable(checked.submittable);
  return message;
}

}  // namespace clearbudget::submission
