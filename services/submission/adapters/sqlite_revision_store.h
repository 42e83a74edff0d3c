#pragma once

#include "services/submission/adapters/submission_database.h"
#include "services/submission/ports/revision_store.h"

namespace clearbudget::submission {

class SqliteRevisionStore final : public RevisionStore {
 public:
  explicit SqliteRevisionStore(SubmissionDatabase& database) : database_(database) {}

  absl::StatusOr<RevisionHead> FindRevision(const ports::Scope& scope,
                                            const names::RevisionName& name) override;
  absl::StatusOr<std::vector<RevisionHead>> ListRevisions(const ports::Scope& scope,
                                                          const names::BudgetName& name, int64_t below,
                                                          int64_t limit) override;
  absl::StatusOr<std::string> ReadContent(const ports::Scope& scope, const names::RevisionName& name,
                                          bool with_lines) override;
  absl::StatusOr<std::vector<ContentPart>> ReadParts(const ports::Scope& scope,
                                                     const names::RevisionName& name,
                                                     const std::string& after, int64_t limit) override;

 private:
  SubmissionDatabase& database_;
};

}  // namespace clearbudget::submission
