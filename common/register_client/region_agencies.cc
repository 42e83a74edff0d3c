#include "common/register_client/region_agencies.h"

#include <iterator>

namespace clearbudget::register_client {
namespace {

// Departments stand above units above their branches; a register that goes round is not followed for ever.
constexpr int kMostLevels = 8;

}  // namespace

void RegionAgencies::Add(const std::string& agency, const std::string& valid_from,
                         const std::string& parent) {
  agencies_[agency].insert_or_assign(valid_from, parent);
}

bool RegionAgencies::IsUnitOf(std::string_view unit, std::string_view department,
                              const std::string& day) const {
  std::string_view below = unit;
  for (int level = 0; level < kMostLevels; ++level) {
    const auto agency = agencies_.find(below);
    if (agency == agencies_.end()) return false;
    // Days of this form are in order as texts are.
    const auto later = agency->second.upper_bound(day);
    if (later == agency->second.begin()) return false;
    below = std::prev(later)->second;
    if (below.empty()) return false;
    if (below == department) return true;
  }
  return false;
}

}  // namespace clearbudget::register_client
