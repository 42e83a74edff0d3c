#pragma once

#include "services/submission/adapters/submission_database.h"
#include "services/submission/ports/agency_store.h"

namespace clearbudget::submission {

class SqliteAgencyStore final : public AgencyStore {
 public:
  explicit SqliteAgencyStore(SubmissionDatabase& database) : database_(database) {}

  absl::StatusOr<Agency> FindAgency(const ports::Scope& scope, const names::AgencyName& name) override;
  absl::StatusOr<std::vector<Agency>> ListAgencies(const ports::Scope& scope, const std::string& after,
                                                   int64_t limit) override;
  absl::StatusOr<std::vector<Agency>> AllAgencies() override;
  absl::StatusOr<Answer> WriteAgency(const ports::Scope& scope, const Agency& agency,
                                     const ports::Effect& effect, const ports::Act& act) override;

 private:
  SubmissionDatabase& database_;
};

}  // namespace clearbudget::submission
