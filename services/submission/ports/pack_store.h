#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/submission/ports/budget_store.h"

namespace clearbudget::submission {

// Reads the packs that budgets have used. They are kept by BudgetStore::Write, with the first budget that
// uses them.
class PackStore {
 public:
  virtual ~PackStore() = default;

  // Errors: NOT_FOUND, UNAVAILABLE, DATA_LOSS.
  virtual absl::StatusOr<StoredPack> FindPack(const std::string& digest) = 0;
};

}  // namespace clearbudget::submission
