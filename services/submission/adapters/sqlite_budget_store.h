#pragma once

#include "services/submission/adapters/submission_database.h"
#include "services/submission/ports/budget_store.h"

namespace clearbudget::submission {

class SqliteBudgetStore final : public BudgetStore {
 public:
  explicit SqliteBudgetStore(SubmissionDatabase& database) : database_(database) {}

  absl::StatusOr<BudgetHead> FindHead(const ports::Scope& scope, const names::BudgetName& name) override;
  absl::StatusOr<Draft> ReadDraft(const ports::Scope& scope, const names::BudgetName& name,
                                  bool with_lines) override;
  absl::StatusOr<std::vector<StoredLine>> ReadLines(const ports::Scope& scope, const names::BudgetName& name,
                                                    const std::string& after, int64_t limit) override;
  absl::StatusOr<std::vector<StoredLine>> FindLines(const ports::Scope& scope, const names::BudgetName& name,
                                                    const std::vector<std::string>& keys) override;
  absl::StatusOr<std::vector<BudgetHead>> List(const ports::Scope& scope, const BudgetFilter& filter,
                                               const std::optional<names::BudgetName>& after,
                                               int64_t limit) override;
  absl::StatusOr<Answer> Write(const ports::Scope& scope, const BudgetChange& change,
                               const ports::Act& act) override;

 private:
  template <typename ReadThem>
  absl::StatusOr<std::vector<StoredLine>> LinesWithin(const ports::Scope& scope,
                                                      const names::BudgetName& name, ReadThem read_them);

  SubmissionDatabase& database_;
};

}  // namespace clearbudget::submission
