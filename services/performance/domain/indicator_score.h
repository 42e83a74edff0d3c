#pragma once

#include "services/performance/domain/evaluation.h"
#include "services/performance/domain/obstacle.h"
#include "services/performance/domain/progress_report.h"
#include "services/performance/domain/scoring_scheme.h"
#include "services/performance/domain/weights.h"

namespace clearbudget::performance {

struct IndicatorCase {
  const Indicator& indicator;
  const IndicatorActual* actual = nullptr;  // nullptr: the report says nothing about it.
  Weight weight;
  int year = 0;  // That the targets are for.
  IndicatorPlace place;
};

// Scores an indicator of a project. Total: what stands in the way of a score is the outcome.
IndicatorEvaluation ScoreIndicator(const IndicatorCase& subject, const ScoringScheme& scheme);

}  // namespace clearbudget::performance
