#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/ports/act.h"
#include "common/ports/call_limits.h"
#include "common/ports/scope.h"
#include "services/performance/domain/progress_report.h"
#include "services/performance/ports/codecs.h"
#include "services/performance/ports/report_store.h"
#include "services/performance/ports/revision_reader.h"
#include "services/performance/ports/scheme_reader.h"

namespace clearbudget::performance {

// A report with the etag of the version that it replaces (empty: there is none), and the bytes to be stored.
struct NewReport {
  ProgressReport report;
  std::string etag;
  std::string bytes;
};

// Stores a progress report that fits its revision.
class WriteProgressReport {
 public:
  struct Ports {
    ReportStore& reports;
    RevisionReader& revisions;
    SchemeReader& schemes;
    const ReportCodec& codec;
  };

  explicit WriteProgressReport(const Ports& ports) : ports_(ports) {}

  // Errors: FAILED_PRECONDITION, STATE_FORBIDS (the revision is not approved); INVALID_ARGUMENT with all that
  // does not fit the revision; ABORTED, ETAG_MISMATCH; those of the ports.
  absl::StatusOr<StoredReport> Run(const ports::Scope& scope, const ports::Act& act,
                                   const ports::CallLimits& limits, const NewReport& report);

 private:
  absl::Status Check(const ports::CallLimits& limits, const ProgressReport& report);

  // What the report changes of the stored version before it, which may be none.
  absl::StatusOr<ports::Effect> Changes(const absl::StatusOr<StoredReport>& before,
                                        const ProgressReport& after) const;

  Ports ports_;
};

}  // namespace clearbudget::performance
