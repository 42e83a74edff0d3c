#pragma once

#include <vector>

#include "common/errors/violation.h"
#include "services/performance/domain/progress_report.h"
#include "services/performance/domain/revision_targets.h"
#include "services/performance/domain/schemes.h"

namespace clearbudget::performance {

// All that is wrong with a report on a revision, with paths below progress_report: projects, blocks and
// indicators that the revision does not have; judgements outside of the band of their level of achievement,
// or without a level.
std::vector<errors::Violation> CheckReport(const ProgressReport& report, const RevisionTargets& revision,
                                           const Schemes& schemes);

}  // namespace clearbudget::performance
