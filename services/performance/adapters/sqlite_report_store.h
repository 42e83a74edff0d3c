#pragma once

#include "services/performance/adapters/performance_database.h"
#include "services/performance/ports/report_store.h"

namespace clearbudget::performance {

class SqliteReportStore final : public ReportStore {
 public:
  explicit SqliteReportStore(PerformanceDatabase& database) : database_(database) {}

  absl::StatusOr<StoredReport> FindReport(const ports::Scope& scope,
                                          const names::ProgressReportName& name) override;
  absl::StatusOr<std::optional<StoredReport>> FindWritten(const ports::Scope& scope,
                                                          const ports::Act& act) override;
  absl::StatusOr<StoredReport> WriteReport(const ports::Scope& scope, const StoredReport& report,
                                           const ports::Effect& effect, const ports::Act& act) override;

 private:
  PerformanceDatabase& database_;
};

}  // namespace clearbudget::performance
