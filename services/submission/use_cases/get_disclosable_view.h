#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/facts/record.h"
#include "services/submission/domain/budget.h"
#include "services/submission/domain/checked_budget.h"
#include "services/submission/ports/agency_store.h"
#include "services/submission/ports/content_codec.h"
#include "services/submission/ports/revision_store.h"
#include "services/submission/use_cases/content_judge.h"

namespace clearbudget::submission {

// What of a revision may be published.
struct Disclosable {
  RevisionHead revision;
  facts::Record content;    // Without internal fields.
  std::string digest;       // Over that content.
  AgencyAttributes agency;  // As they hold in the budget's year.
  CheckedBudget checked;    // The whole revision, without what speaks of internal fields.
};

// Prepares what may be published.
class GetDisclosableView {
 public:
  GetDisclosableView(RevisionStore& revisions, AgencyStore& agencies, const ContentCodec& codec,
                     ContentJudge& judge)
      : revisions_(revisions), agencies_(agencies), codec_(codec), judge_(judge) {}

  // Errors: NOT_FOUND, DATA_LOSS.
  absl::StatusOr<Disclosable> Run(const ports::Scope& scope, const names::RevisionName& name);

 private:
  RevisionStore& revisions_;
  AgencyStore& agencies_;
  const ContentCodec& codec_;
  ContentJudge& judge_;
};

}  // namespace clearbudget::submission
