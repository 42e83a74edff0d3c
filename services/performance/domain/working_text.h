#pragma once

#include "services/performance/domain/comparison.h"
#include "services/performance/domain/evaluation.h"
#include "services/performance/domain/progress_report.h"
#include "services/performance/domain/scoring_scheme.h"

// The working of a score with its numbers, as people read it.
namespace clearbudget::performance {

// Of an indicator with its score.
LocalizedText ScoreWorking(const IndicatorEvaluation& scored, const TargetInputs& target,
                           const Formula& formula, const IndicatorActual* actual, int decimals);

// Of an indicator that cannot be judged.
LocalizedText ObstacleWorking(const IndicatorEvaluation& evaluated, const LocalizedText& why);

}  // namespace clearbudget::performance
