#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/ports/act.h"
#include "common/rpc/call_context.h"
#include "services/performance/domain/progress_report.h"
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
  WriteProgressReport(ReportStore& reports, RevisionReader& revisions, SchemeReader& schemes)
      : reports_(reports), revisions_(revisions), schemes_(schemes) {}

  // Errors: INVALID_ARGUMENT with all that does not fit the revision; ABORTED, ETAG_MISMATCH; those of the
  // ports.
  absl::StatusOr<StoredReport> Run(const ports::Act& act, const rpc::CallContext& call,
                                   const NewReport& report);

 private:
  absl::Status Check(const rpc::CallContext& call, const ProgressReport& report);

  ReportStore& reports_;
  RevisionReader& revisions_;
  SchemeReader& schemes_;
};

}  // namespace clearbudget::performance
