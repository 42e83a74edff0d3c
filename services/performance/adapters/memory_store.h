#pragma once

#include <map>
#include <mutex>
#include <tuple>
#include <variant>
#include <vector>

#include "services/performance/ports/evaluation_store.h"
#include "services/performance/ports/report_store.h"

namespace clearbudget::performance {

// Everything in memory, for tests of what stands above the stores: the same behaviour without durability. It
// passes the store contract suite as the others do.
class MemoryStore final : public ReportStore, public EvaluationStore {
 public:
  absl::StatusOr<StoredReport> FindReport(const names::ProgressReportName& name) override;
  absl::StatusOr<std::optional<StoredReport>> FindWritten(const ports::Act& act) override;
  absl::StatusOr<StoredReport> WriteReport(const StoredReport& report, const ports::Act& act) override;

  absl::StatusOr<StoredEvaluation> FindEvaluation(const names::EvaluationName& name) override;
  absl::StatusOr<std::optional<StoredEvaluation>> FindMade(const ports::Act& act) override;
  absl::StatusOr<std::vector<StoredEvaluation>> ListEvaluations(const names::RevisionName& revision,
                                                                int64_t below, int64_t limit) override;
  absl::StatusOr<StoredEvaluation> AddEvaluation(const names::RevisionName& revision,
                                                 const std::string& bytes, const ports::Act& act) override;

 private:
  // Caller, method and request_id.
  using OperationKey = std::tuple<std::string, std::string, std::string>;
  struct Operation {
    std::string request_hash;
    std::variant<StoredReport, StoredEvaluation> made;
  };

  // Expect the mutex to be held.
  template <typename Result>
  absl::StatusOr<std::optional<Result>> Replay(const ports::Act& act) const;
  template <typename Result>
  void Log(const ports::Act& act, const Result& made);

  std::mutex mutex_;
  std::map<names::ProgressReportName, StoredReport> reports_;  // The latest versions.
  std::map<names::RevisionName, std::vector<StoredEvaluation>> evaluations_;
  std::map<OperationKey, Operation> operations_;
};

}  // namespace clearbudget::performance
