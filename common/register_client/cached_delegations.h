#pragma once

#include <optional>
#include <string_view>

#include "common/ports/clock.h"
#include "common/register_client/register_reader.h"
#include "common/register_client/timed_cache.h"
#include "common/rpc/delegations.h"

namespace clearbudget::register_client {

// Delegations as they were at most five seconds ago, those that do not exist among them: so long one that was
// taken back can still be used here. Older ones are not used, even where the register cannot be read.
class CachedDelegations final : public rpc::Delegations {
 public:
  static constexpr CacheTimes kTimes{.fresh = std::chrono::seconds(5), .usable = std::chrono::seconds(5)};
  static constexpr std::size_t kMost = 1024;

  // Both must outlive the delegations.
  CachedDelegations(RegisterReader& reader, const ports::Clock& clock)
      : reader_(reader), delegations_(clock, kTimes, kMost) {}

  // Errors: those of RegisterReader.
  absl::StatusOr<std::optional<rpc::Delegation>> Find(std::string_view name,
                                                      const ports::CallLimits& limits) override;

 private:
  RegisterReader& reader_;
  TimedCache<std::optional<rpc::Delegation>> delegations_;
};

}  // namespace clearbudget::register_client
