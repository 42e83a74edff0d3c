#pragma once

#include "absl/status/statusor.h"
#include "clearbudget/performance/v1/performance_service.pb.h"
#include "services/performance/ports/codecs.h"
#include "services/performance/ports/report_store.h"
#include "services/performance/use_cases/write_progress_report.h"

namespace clearbudget::performance {

// A request that passed the checks of the contract. Errors: INVALID_ARGUMENT (the name).
absl::StatusOr<NewReport> NewReportFrom(const v1::WriteProgressReportRequest& request);

// Errors: DATA_LOSS.
absl::StatusOr<v1::ProgressReport> ToMessage(const StoredReport& report);

// Stores reports as messages without name and etag.
class ProtoReportCodec final : public ReportCodec {
 public:
  absl::StatusOr<ProgressReport> Decode(const names::ProgressReportName& name,
                                        const std::string& bytes) const override;
};

}  // namespace clearbudget::performance
