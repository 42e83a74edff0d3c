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
  absl::StatusOr<StoredReport> FindReport(const ports::Scope& scope,
                                          const names::ProgressReportName& name) override;
  absl::StatusOr<std::optional<StoredReport>> FindWritten(const ports::Scope& scope,
                                                          const ports::Act& act) override;
  absl::StatusOr<StoredReport> WriteReport(const ports::Scope& scope, const StoredReport& report,
                                           const ports::Effect& effect, const ports::Act& act) override;

  absl::StatusOr<StoredEvaluation> FindEvaluation(const ports::Scope& scope,
                                                  const names::EvaluationName& name) override;
  absl::StatusOr<std::optional<StoredEvaluation>> FindMade(const ports::Scope& scope,
                                                           const ports::Act& act) override;
  absl::StatusOr<std::vector<StoredEvaluation>> ListEvaluations(const ports::Scope& scope,
                                                                const names::RevisionName& revision,
                                                                int64_t below, int64_t limit) override;
  absl::StatusOr<StoredEvaluation> AddEvaluation(const ports::Scope& scope,
                                                 const names::RevisionName& revision,
                                                 const std::string& bytes, const ports::Effect& effect,
                                                 const ports::Act& act) override;

  // The effect that the request's operation was kept with; nothing for one that is not kept.
  ports::Effect EffectOf(const ports::Act& act) const;

 private:
  // Caller, delegation, method and request_id.
  using OperationKey = std::tuple<std::string, std::string, std::string, std::string>;
  static OperationKey KeyOf(const ports::Act& act) {
    return {act.caller.subject, act.caller.delegation, act.method, act.request_id};
  }

  struct Operation {
    std::string request_hash;
    std::string person;
    std::variant<StoredReport, StoredEvaluation> made;
    ports::Effect effect;
  };

  // Expect the mutex to be held.
  template <typename Result>
  absl::StatusOr<std::optional<Result>> Replay(const ports::Scope& scope, const ports::Act& act) const;
  template <typename Result>
  void Log(const ports::Act& act, const ports::Effect& effect, const Result& made);

  mutable std::mutex mutex_;
  std::map<names::ProgressReportName, StoredReport> reports_;  // The latest versions.
  std::map<names::RevisionName, std::vector<StoredEvaluation>> evaluations_;
  std::map<OperationKey, Operation> operations_;
};

}  // namespace clearbudget::performance
