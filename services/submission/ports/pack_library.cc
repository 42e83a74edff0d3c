#include "services/submission/ports/pack_library.h"

namespace clearbudget::submission {

bool PackSummary::Fits(const std::string& region, int32_t year) const {
  return region.starts_with(region_prefix) && (first_year == 0 || year >= first_year) &&
         (last_year == 0 || year <= last_year);
}

}  // namespace clearbudget::submission
