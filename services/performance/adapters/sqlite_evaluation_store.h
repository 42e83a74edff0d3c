#pragma once

#include "services/performance/adapters/performance_database.h"
#include "services/performance/ports/evaluation_store.h"

namespace clearbudget::performance {

class SqliteEvaluationStore final : public EvaluationStore {
 public:
  explicit SqliteEvaluationStore(PerformanceDatabase& database) : database_(database) {}

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

 private:
  PerformanceDatabase& database_;
};

}  // namespace clearbudget::performance
