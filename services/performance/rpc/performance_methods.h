#pragma once

#include <string_view>

#include "common/ports/clock.h"
#include "common/rpc/service_methods.h"
#include "services/performance/use_cases/create_evaluation.h"
#include "services/performance/use_cases/list_evaluations.h"
#include "services/performance/use_cases/write_progress_report.h"

namespace clearbudget::performance {

inline constexpr std::string_view kPerformanceService = "clearbudget.performance.v1.PerformanceService";

// What handlers stand on. All must outlive the service. To get a report or an evaluation takes no more than
// its store.
struct HandlerContext {
  WriteProgressReport& write_progress_report;
  CreateEvaluation& create_evaluation;
  ListEvaluations& list_evaluations;
  ReportStore& reports;
  EvaluationStore& evaluations;
  const ports::Clock& clock;
};

void AddPerformanceMethods(const HandlerContext& context, rpc::ServiceMethods& methods);

}  // namespace clearbudget::performance
