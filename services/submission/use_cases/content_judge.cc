#include "services/submission/use_cases/content_judge.h"

#include <optional>
#include <utility>

#include "services/submission/domain/code_check.h"

namespace clearbudget::submission {

JudgedBudget JudgedBudget::Of(const BudgetHead& head) {
  return {head.name, head.pack_digest, head.origin, head.demonstration};
}

JudgedBudget JudgedBudget::Of(const RevisionHead& head) {
  return {head.name.Budget(), head.pack_digest, head.origin, head.demonstration};
}

absl::StatusOr<rules::Report> ContentJudge::Judge(const JudgedBudget& budget, const facts::Record& content,
                                                  bool silent_findings) {
  const names::AgencyName agency = budget.name.Agency();
  JudgedContent judged;
  judged.content = &content;
  judged.year = budget.name.year;
  judged.demonstration = budget.demonstration;
  if (std::optional<AgencyAttributes> attributes = register_.InYear(agency, budget.name.year)) {
    judged.agency_full_name = std::move(attributes->full_name);
    judged.agency_short_name = std::move(attributes->short_name);
    judged.region_name = std::move(attributes->region_name);
  }
  judged.silent_findings = silent_findings;
  absl::StatusOr<rules::Report> report = packs_.Judge(budget.pack_digest, judged);
  if (!report.ok()) return report.status();
  const auto known = [&](const std::string& code) {
    return register_.InYear({agency.region, code}, budget.name.year).has_value();
  };
  CheckAgencies(content, register_.AgencyAndUnits(agency, budget.name.year), known, *report);
  return report;
}

}  // namespace clearbudget::submission
