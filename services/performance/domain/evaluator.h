#pragma once

#include "absl/status/statusor.h"
#include "services/performance/domain/evaluation.h"
#include "services/performance/domain/progress_report.h"
#include "services/performance/domain/revision_targets.h"
#include "services/performance/domain/schemes.h"

namespace clearbudget::performance {

// Evaluates all targets of a revision against a progress report: every project with its total and grade,
// every duty block. A total is absent where any of its parts is; `missing` then lists what kept it. Depends
// on nothing but its arguments. Errors: OUT_OF_RANGE (weights or scores beyond all measure).
absl::StatusOr<Evaluation> Evaluate(const RevisionTargets& revision, const ProgressReport& report,
                                    const Schemes& schemes);

}  // namespace clearbudget::performance
