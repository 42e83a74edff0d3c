#pragma once

#include "services/submission/adapters/submission_database.h"
#include "services/submission/ports/change_log.h"

namespace clearbudget::submission {

class SqliteChangeLog final : public ChangeLog {
 public:
  explicit SqliteChangeLog(SubmissionDatabase& database) : database_(database) {}

  absl::StatusOr<std::optional<Answer>> FindAnswer(const ports::Scope& scope, const ports::Act& act) override;
  absl::StatusOr<ChangePage> ListChanges(const ports::Scope& scope, int64_t position, int64_t limit) override;

 private:
  SubmissionDatabase& database_;
};

}  // namespace clearbudget::submission
