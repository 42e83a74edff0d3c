#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/performance/domain/evaluation_record.h"
#include "services/performance/domain/progress_report.h"

namespace clearbudget::performance {

// Reads the stored form of progress reports.
class ReportCodec {
 public:
  virtual ~ReportCodec() = default;
  // Errors: DATA_LOSS.
  virtual absl::StatusOr<ProgressReport> Decode(const names::ProgressReportName& name,
                                                const std::string& bytes) const = 0;
};

// Writes the stored form of evaluations.
class EvaluationCodec {
 public:
  virtual ~EvaluationCodec() = default;
  virtual std::string Encode(const EvaluationRecord& record) const = 0;
};

}  // namespace clearbudget::performance
