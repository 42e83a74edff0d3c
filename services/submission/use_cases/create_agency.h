#pragma once

#include "absl/status/statusor.h"
#include "common/ports/act.h"
#include "services/submission/domain/agency.h"
#include "services/submission/ports/agency_register.h"
#include "services/submission/ports/agency_store.h"
#include "services/submission/ports/change_log.h"

namespace clearbudget::submission {

// Adds an agency to the register.
class CreateAgency {
 public:
  CreateAgency(AgencyStore& agencies, AgencyRegister& agency_register, ChangeLog& log)
      : agencies_(agencies), register_(agency_register), log_(log) {}

  // Errors: ALREADY_EXISTS, INVALID_ARGUMENT (see domain/agency_check.h).
  absl::StatusOr<Agency> Run(const ports::Scope& scope, const ports::Act& act, Agency agency);

 private:
  AgencyStore& agencies_;
  AgencyRegister& register_;
  ChangeLog& log_;
};

}  // namespace clearbudget::submission
