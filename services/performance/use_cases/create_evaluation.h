#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/ports/act.h"
#include "common/ports/call_limits.h"
#include "common/ports/scope.h"
#include "services/performance/ports/codecs.h"
#include "services/performance/ports/evaluation_store.h"
#include "services/performance/ports/report_store.h"
#include "services/performance/ports/revision_reader.h"
#include "services/performance/ports/scheme_reader.h"

namespace clearbudget::performance {

// Evaluates a revision against one of its progress reports, and stores the evaluation.
class CreateEvaluation {
 public:
  struct Ports {
    EvaluationStore& evaluations;
    ReportStore& reports;
    RevisionReader& revisions;
    SchemeReader& schemes;
    const ReportCodec& report_codec;
    const EvaluationCodec& evaluation_codec;
  };

  explicit CreateEvaluation(const Ports& ports) : ports_(ports) {}

  // An evaluation that is not to be stored has the number 0. Errors: INVALID_ARGUMENT (the report is another
  // revision's; nothing of it is read); NOT_FOUND; FAILED_PRECONDITION, STATE_FORBIDS (the revision is
  // not approved); those of the ports.
  absl::StatusOr<StoredEvaluation> Run(const ports::Scope& scope, const ports::Act& act,
                                       const ports::CallLimits& limits, const names::RevisionName& revision,
                                       const names::ProgressReportName& report);

 private:
  absl::StatusOr<EvaluationRecord> Evaluated(const ports::Scope& scope, const ports::Act& act,
                                             const ports::CallLimits& limits,
                                             const names::ProgressReportName& report);

  Ports ports_;
};

}  // namespace clearbudget::performance
