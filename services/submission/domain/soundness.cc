#include "services/submission/domain/soundness.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "common/errors/error.h"

namespace clearbudget::submission {

bool StandsInTheWay(const rules::Finding& finding) {
  switch (finding.severity) {
    case rules::Severity::kFatal:
    case rules::Severity::kError:
      return finding.outcome == rules::Outcome::kFail ||
             finding.outcome == rules::Outcome::kInsufficientData ||
             finding.outcome == rules::Outcome::kRuleError;
    case rules::Severity::kExplain:
      return finding.outcome == rules::Outcome::kFail;
    case rules::Severity::kWarning:
    case rules::Severity::kAdvisory:
      return false;
  }
  return false;
}

bool IsSound(const rules::Report& report) {
  return std::none_of(report.findings.begin(), report.findings.end(), StandsInTheWay);
}

absl::Status RequireSound(const rules::Report& report, const std::string& name) {
  std::vector<errors::Violation> violations;
  for (const rules::Finding& finding : report.findings) {
    if (!StandsInTheWay(finding)) continue;
    violations.push_back({.path = finding.path,
                          .given = finding.actual,
                          .reason = errors::Reason::kRuleBroken,
                          .expected_zh = fmt::format("{}：{}", finding.rule_id, finding.message.chinese),
                          .expected_en = fmt::format("{}: {}", finding.rule_id, finding.message.english)});
  }
  if (violations.empty()) return absl::OkStatus();
  const std::string count = fmt::format("{}", violations.size());
  return errors::Error(errors::Reason::kBudgetNotSound, {{"name", name}, {"errors", count}},
                       std::move(violations));
}

}  // namespace clearbudget::submission
