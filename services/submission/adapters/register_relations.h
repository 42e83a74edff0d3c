#pragma once

#include "common/ports/clock.h"
#include "common/rpc/agency_relations.h"
#include "services/submission/adapters/cached_agency_register.h"

namespace clearbudget::submission {

// Tells from the register which units a department has today, in China.
class RegisterRelations final : public rpc::AgencyRelations {
 public:
  RegisterRelations(const CachedAgencyRegister& agency_register, const ports::Clock& clock)
      : register_(agency_register), clock_(clock) {}

  absl::StatusOr<bool> IsUnitOf(const ports::CallLimits& limits, std::string_view unit,
                                std::string_view department) override;

 private:
  const CachedAgencyRegister& register_;
  const ports::Clock& clock_;
};

}  // namespace clearbudget::submission
