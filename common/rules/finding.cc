#include "common/rules/finding.h"

#include <algorithm>

namespace clearbudget::rules {

std::string_view OutcomeName(Outcome outcome) {
  switch (outcome) {
    case Outcome::kPass:
      return "pass";
    case Outcome::kFail:
      return "fail";
    case Outcome::kExplained:
      return "explained";
    case Outcome::kNotApplicable:
      return "not_applicable";
    case Outcome::kInsufficientData:
      return "insufficient_data";
    case Outcome::kRuleError:
      return "rule_error";
  }
  return "unknown";
}

std::string_view SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kFatal:
      return "fatal";
    case Severity::kError:
      return "error";
    case Severity::kExplain:
      return "explain";
    case Severity::kWarning:
      return "warning";
    case Severity::kAdvisory:
      return "advisory";
  }
  return "unknown";
}

bool Report::Blocks() const {
  return std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
    const bool failed = finding.outcome == Outcome::kFail;
    if (finding.severity == Severity::kExplain) return failed;
    const bool grave = finding.severity == Severity::kFatal || finding.severity == Severity::kError;
    return grave && (failed || finding.outcome == Outcome::kInsufficientData);
  });
}

}  // namespace clearbudget::rules
