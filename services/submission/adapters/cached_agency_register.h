#pragma once

#include <map>
#include <memory>
#include <shared_mutex>
#include <string>

#include "absl/status/statusor.h"
#include "services/submission/ports/agency_register.h"
#include "services/submission/ports/agency_store.h"

namespace clearbudget::submission {

// Holds all agencies in memory. This process is the only one that writes them, so that what it puts here is
// what the store has.
class CachedAgencyRegister final : public AgencyRegister {
 public:
  // Errors: those of AgencyStore::AllAgencies.
  static absl::StatusOr<std::unique_ptr<CachedAgencyRegister>> Load(AgencyStore& agencies);

  // An older state than the one held is not taken over.
  void Put(const Agency& agency) override;
  std::optional<AgencyAttributes> InYear(const names::AgencyName& name, int32_t year) const override;
  std::set<std::string> AgencyAndUnits(const names::AgencyName& name, int32_t year) const override;

  // True where the unit stands below the department on a day, at any depth.
  bool IsUnitOf(const names::AgencyName& unit, const names::AgencyName& department, facts::Date day) const;

 private:
  CachedAgencyRegister() = default;
  const Agency* Find(const names::AgencyName& name) const;

  mutable std::shared_mutex mutex_;
  std::map<names::AgencyName, Agency> agencies_;
};

}  // namespace clearbudget::submission
