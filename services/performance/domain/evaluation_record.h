#pragma once

#include <cstdint>
#include <string>

#include "common/names/resource_name.h"
#include "services/performance/domain/evaluation.h"

namespace clearbudget::performance {

// An evaluation with what it was made from, by whom and when.
struct EvaluationRecord {
  names::RevisionName revision;
  std::string revision_digest;
  names::ProgressReportName progress_report;
  std::string progress_report_etag;
  std::string pack;
  std::string pack_digest;
  bool demonstration = false;  // The revision or the report is invented.
  Evaluation evaluation;
  int64_t create_time = 0;  // Microseconds since 1970 UTC.
  std::string person;       // Who asked for it; the subject where a machine did.
};

}  // namespace clearbudget::performance
