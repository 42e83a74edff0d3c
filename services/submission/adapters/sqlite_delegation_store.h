#pragma once

#include "services/submission/adapters/submission_database.h"
#include "services/submission/ports/delegation_store.h"

namespace clearbudget::submission {

class SqliteDelegationStore final : public DelegationStore {
 public:
  explicit SqliteDelegationStore(SubmissionDatabase& database) : database_(database) {}

  absl::StatusOr<Delegation> FindDelegation(const ports::Scope& scope,
                                            const names::DelegationName& name) override;
  absl::StatusOr<std::vector<Delegation>> ListDelegations(const ports::Scope& scope,
                                                          const std::optional<std::string>& person,
                                                          const std::string& after, int64_t limit) override;
  absl::StatusOr<std::vector<Delegation>> AllDelegations() override;
  absl::StatusOr<Answer> WriteDelegation(const ports::Scope& scope, const Delegation& delegation,
                                         const ports::Effect& effect, const ports::Act& act) override;

 private:
  SubmissionDatabase& database_;
};

}  // namespace clearbudget::submission
