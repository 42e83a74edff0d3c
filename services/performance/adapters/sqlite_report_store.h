#pragma once

#include "services/performance/adapters/performance_database.h"
#include "services/performance/ports/report_store.h"

namespace clearbudget::performance {

class SqliteReportStore final : public ReportStore {
 public:
  explicit SqliteReportStore(PerformanceDatabase& database) : database_(database) {}

  absl::StatusOr<StoredReport> FindReport(const names::ProgressReportName& name) override;
  absl::StatusOr<std::optional<StoredReport>> FindWritten(const ports::Act& act) override;
  absl::StatusOr<StoredReport> WriteReport(const StoredReport& report, const ports::Act& act) override;

 private:
  PerformanceDatabase& database_;
};

}  // namespace clearbudget::performance
