#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "services/submission/domain/agency.h"

namespace clearbudget::submission {

// The agencies at hand, so that every call can ask how agencies stand to each other without reading the
// store.
class AgencyRegister {
 public:
  virtual ~AgencyRegister() = default;

  // After every stored change.
  virtual void Put(const Agency& agency) = 0;

  // What holds of the agency in a year (see Agency::InYear); absent where it is not known.
  virtual std::optional<AgencyAttributes> InYear(const names::AgencyName& name, int32_t year) const = 0;

  // The agency itself and the units that stood below it at any time of the year.
  virtual std::set<std::string> AgencyAndUnits(const names::AgencyName& name, int32_t year) const = 0;
};

}  // namespace clearbudget::submission
