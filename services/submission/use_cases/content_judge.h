#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/facts/record.h"
#include "common/rules/finding.h"
#include "services/submission/domain/budget.h"
#include "services/submission/ports/agency_register.h"
#include "services/submission/ports/pack_library.h"

namespace clearbudget::submission {

// What of a budget or a revision a judgement depends on beside its content.
struct JudgedBudget {
  names::BudgetName name;
  std::string pack_digest;
  BudgetOrigin origin = BudgetOrigin::kPrepared;
  bool demonstration = false;

  static JudgedBudget Of(const BudgetHead& head);
  static JudgedBudget Of(const RevisionHead& head);
};

// Judges contents by the pack that is pinned to their budget, with what the register knows of the agency.
class ContentJudge {
 public:
  ContentJudge(PackLibrary& packs, const AgencyRegister& agency_register)
      : packs_(packs), register_(agency_register) {}

  // Errors: NOT_FOUND, UNAVAILABLE, DATA_LOSS, all of the pack.
  absl::StatusOr<rules::Report> Judge(const JudgedBudget& budget, const facts::Record& content,
                                      bool silent_findings);

 private:
  PackLibrary& packs_;
  const AgencyRegister& register_;
};

}  // namespace clearbudget::submission
