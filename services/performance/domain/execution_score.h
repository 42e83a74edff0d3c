#pragma once

#include <optional>
#include <string>

#include "services/performance/domain/evaluation.h"
#include "services/performance/domain/progress_report.h"
#include "services/performance/domain/scoring_scheme.h"

namespace clearbudget::performance {

// Scores the execution of a project's money: what was spent of the budget as adjusted, which is the
// revision's amount where the report states no other. `progress` is nullptr where the report says nothing
// about the project; `revision` and `report` begin the paths of what is missing.
ExecutionEvaluation ScoreExecution(const std::optional<money::Amount>& initial,
                                   const ProjectProgress* progress, const ScoringScheme& scheme,
                                   const std::string& revision, const std::string& report);

}  // namespace clearbudget::performance
