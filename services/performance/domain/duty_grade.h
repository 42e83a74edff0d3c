#pragma once

#include <string>

#include "services/performance/domain/evaluation.h"
#include "services/performance/domain/obstacle.h"
#include "services/performance/domain/progress_report.h"
#include "services/performance/domain/revision_targets.h"
#include "services/performance/domain/schemes.h"

namespace clearbudget::performance {

// Grades the indicators of a duty block by their completion; a duty indicator gets no score. The completion
// is the actual value where that is in per cent, else the actual value as a share of a target that counts
// upwards in the same unit. Where the block names no scheme, or one that the pack does not have, nothing in
// it can be judged. `progress` is nullptr where the report says nothing about the block.
DutyBlockEvaluation GradeDutyBlock(const DutyBlock& block, const DutyBlockProgress* progress,
                                   const Schemes& schemes, int year);

// The paths of a duty indicator.
IndicatorPlace PlaceOfDuty(const DutyBlock& block, const Indicator& indicator);

}  // namespace clearbudget::performance
