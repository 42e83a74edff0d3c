#include "common/register_client/cached_agency_relations.h"

#include <chrono>
#include <memory>
#include <string>

#include "common/names/resource_name.h"
#include "common/ports/instant_text.h"

namespace clearbudget::register_client {
namespace {

constexpr std::chrono::hours kShanghaiAheadOfUtc{8};

// YYYY-MM-DD.
std::string DayOf(ports::Instant instant) {
  const auto time = std::chrono::duration_cast<std::chrono::microseconds>(
      (instant + kShanghaiAheadOfUtc).time_since_epoch());
  return ports::InstantText(time.count()).substr(0, 10);
}

}  // namespace

absl::StatusOr<bool> CachedAgencyRelations::IsUnitOf(const ports::CallLimits& limits, std::string_view unit,
                                                     std::string_view department) {
  const auto department_name = names::ParseAgencyName(department);
  const auto unit_name = names::ParseAgencyName(unit);
  if (!department_name.ok() || !unit_name.ok() || department_name->region != unit_name->region) return false;
  const names::RegionName region = unit_name->Region();
  // What is read serves all who ask, so that it does not end with the time of the one that asks first.
  const auto agencies = regions_.Get(
      region.region, [&] { return reader_.ReadAgencies(region, {.request_id = limits.request_id}); });
  if (!agencies.ok()) return agencies.status();
  return (*agencies)->IsUnitOf(unit_name->agency, department_name->agency, DayOf(clock_.Now()));
}

}  // namespace clearbudget::register_client
