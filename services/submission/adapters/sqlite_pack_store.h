#pragma once

#include "services/submission/adapters/submission_database.h"
#include "services/submission/ports/pack_store.h"

namespace clearbudget::submission {

class SqlitePackStore final : public PackStore {
 public:
  explicit SqlitePackStore(SubmissionDatabase& database) : database_(database) {}

  absl::StatusOr<StoredPack> FindPack(const std::string& digest) override;

 private:
  SubmissionDatabase& database_;
};

}  // namespace clearbudget::submission
