#pragma once

#include "common/rpc/resource_states.h"
#include "services/submission/adapters/submission_database.h"

namespace clearbudget::submission {

// Tells the gate the state of a budget, by one statement whether the budget is there or not.
class SqliteBudgetStates final : public rpc::ResourceStates {
 public:
  explicit SqliteBudgetStates(SubmissionDatabase& database) : database_(database) {}

  absl::StatusOr<std::optional<std::string>> StateOf(std::string_view budget) override;

 private:
  SubmissionDatabase& database_;
};

}  // namespace clearbudget::submission
