#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/ports/act.h"
#include "services/submission/domain/agency.h"
#include "services/submission/ports/agency_register.h"
#include "services/submission/ports/agency_store.h"
#include "services/submission/ports/change_log.h"

namespace clearbudget::submission {

// Replaces what is known of an agency.
class UpdateAgency {
 public:
  UpdateAgency(AgencyStore& agencies, AgencyRegister& agency_register, ChangeLog& log)
      : agencies_(agencies), register_(agency_register), log_(log) {}

  // Errors: NOT_FOUND, ABORTED (the etag is another state's), INVALID_ARGUMENT (see domain/agency_check.h).
  absl::StatusOr<Agency> Run(const ports::Scope& scope, const ports::Act& act, Agency agency,
                             const std::string& etag);

 private:
  AgencyStore& agencies_;
  AgencyRegister& register_;
  ChangeLog& log_;
};

}  // namespace clearbudget::submission
