#pragma once

#include "services/submission/adapters/submission_database.h"
#include "services/submission/ports/budget_store.h"

namespace clearbudget::submission {

class SqliteBudgetStore final : public BudgetStore {
 public:
  explicit SqliteBudgetStore(SubmissionDatabase& database) : database_(database) {}

  absl::StatusOr<BudgetHead> FindHead(const names::BudgetName& name) override;
  absl::StatusOr<Draft> ReadDraft(const names::BudgetName& name, bool with_lines) override;
  absl::StatusOr<std::vector<StoredLine>> ReadLines(const names::BudgetName& name, const std::string& after,
                                                    int64_t limit) override;
  absl::StatusOr<std::set<std::string>> HeldLineKeys(const names::BudgetName& name,
                                                     const std::vector<std::string>& keys) override;
  absl::StatusOr<std::vector<BudgetHead>> List(const BudgetFilter& filter,
                                               const std::optional<names::BudgetName>& after,
                                               int64_t limit) override;
  absl::StatusOr<Answer> Write(const BudgetChange& change, const ports::Act& act) override;

 private:
  SubmissionDatabase& database_;
};

}  // namespace clearbudget::submission
