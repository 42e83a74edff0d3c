#pragma once

#include <string_view>

#include "common/ports/clock.h"
#include "common/register_client/register_reader.h"
#include "common/register_client/timed_cache.h"
#include "common/rpc/agency_relations.h"

namespace clearbudget::register_client {

// Tells which units a department has today, in China, from all agencies of its region. Whatever is asked and
// whatever exists, the register is read for nothing but the passing of time, so that neither calls nor times
// tell one agency from another.
class CachedAgencyRelations final : public rpc::AgencyRelations {
 public:
  static constexpr CacheTimes kTimes{.fresh = std::chrono::seconds(10), .usable = std::chrono::minutes(5)};
  static constexpr std::size_t kMostRegions = 64;

  // Both must outlive the relations.
  CachedAgencyRelations(RegisterReader& reader, const ports::Clock& clock)
      : reader_(reader), clock_(clock), regions_(clock, kTimes, kMostRegions) {}

  // Errors: those of RegisterReader, once what is kept is older than five minutes.
  absl::StatusOr<bool> IsUnitOf(const ports::CallLimits& limits, std::string_view unit,
                                std::string_view department) override;

 private:
  RegisterReader& reader_;
  const ports::Clock& clock_;
  TimedCache<RegionAgencies> regions_;
};

}  // namespace clearbudget::register_client
