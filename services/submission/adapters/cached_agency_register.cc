#include "services/submission/adapters/cached_agency_register.h"

#include <algorithm>
#include <mutex>
#include <utility>

namespace clearbudget::submission {
namespace {

// More levels than any region has; a circle of parents ends here.
constexpr int kMostLevels = 8;

bool IsBelowIn(const Agency& unit, const std::set<std::string>& departments, int32_t year) {
  const facts::Date last_day{year, 12, 31};
  const AgencyAttributes* at_start = unit.On(facts::Date{year, 1, 1});
  return std::any_of(unit.attributes.begin(), unit.attributes.end(), [&](const AgencyAttributes& entry) {
    const bool within = entry.valid_from.year == year || &entry == at_start;
    return within && entry.valid_from <= last_day && departments.contains(entry.parent);
  });
}

}  // namespace

absl::StatusOr<std::unique_ptr<CachedAgencyRegister>> CachedAgencyRegister::Load(AgencyStore& agencies) {
  absl::StatusOr<std::vector<Agency>> all = agencies.AllAgencies();
  if (!all.ok()) return all.status();
  auto made = std::unique_ptr<CachedAgencyRegister>(new CachedAgencyRegister());
  for (Agency& agency : *all) made->agencies_.emplace(agency.name, std::move(agency));
  return made;
}

const Agency* CachedAgencyRegister::Find(const names::AgencyName& name) const {
  const auto found = agencies_.find(name);
  return found == agencies_.end() ? nullptr : &found->second;
}

void CachedAgencyRegister::Put(const Agency& agency) {
  const std::unique_lock lock(mutex_);
  const Agency* held = Find(agency.name);
  if (held == nullptr || held->change_number < agency.change_number) {
    agencies_.insert_or_assign(agency.name, agency);
  }
}

std::optional<AgencyAttributes> CachedAgencyRegister::InYear(const names::AgencyName& name,
                                                             int32_t year) const {
  const std::shared_lock lock(mutex_);
  const Agency* agency = Find(name);
  if (agency == nullptr) return std::nullopt;
  return agency->InYear(year);
}

std::set<std::string> CachedAgencyRegister::AgencyAndUnits(const names::AgencyName& name,
                                                           int32_t year) const {
  const std::shared_lock lock(mutex_);
  std::set<std::string> codes = {name.agency};
  const auto first = agencies_.lower_bound({name.region, ""});
  for (int level = 0; level < kMostLevels; ++level) {
    const size_t before = codes.size();
    for (auto agency = first; agency != agencies_.end() && agency->first.region == name.region; ++agency) {
      if (IsBelowIn(agency->second, codes, year)) codes.insert(agency->first.agency);
    }
    if (codes.size() == before) break;
  }
  return codes;
}

bool CachedAgencyRegister::IsUnitOf(const names::AgencyName& unit, const names::AgencyName& department,
                                    facts::Date day) const {
  if (unit.region != department.region) return false;
  const std::shared_lock lock(mutex_);
  names::AgencyName above = unit;
  for (int level = 0; level < kMostLevels; ++level) {
    const Agency* agency = Find(above);
    const AgencyAttributes* attributes = agency == nullptr ? nullptr : agency->On(day);
    if (attributes == nullptr || attributes->parent.empty()) return false;
    if (attributes->parent == department.agency) return true;
    above.agency = attributes->parent;
  }
  return false;
}

}  // namespace clearbudget::submission
