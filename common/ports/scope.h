// Which stored resources a call may touch. Stores ask for it where they read what belongs to agencies, so that no
// statement can be made without it; only the gate of the calls makes one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clearbudget::ports {

class Scope {
 public:
  // Nothing.
  Scope() = default;

  // What belongs to an agency; its units are agencies of their own. Codes: "130303", "101".
  static Scope OfAgency(std::string region, std::string agency) {
    Scope scope;
    scope.region_ = std::move(region);
    scope.agency_ = std::move(agency);
    return scope;
  }

  // What belongs to a region and all its agencies.
  static Scope OfRegion(std::string region) {
    Scope scope;
    scope.region_ = std::move(region);
    return scope;
  }

  // Only budgets in these states, and no changes of drafts; revisions are frozen and always within. Empty: all.
  Scope In(std::vector<std::string> states) && {
    states_ = std::move(states);
    return std::move(*this);
  }

  // The region's code; empty for a scope of nothing.
  const std::string& region() const { return region_; }
  // The agency's code; absent for all of the region.
  const std::optional<std::string>& agency() const { return agency_; }
  const std::vector<std::string>& states() const { return states_; }

  bool Contains(std::string_view region, std::string_view agency) const {
    return !region_.empty() && region == region_ && (!agency_.has_value() || agency == *agency_);
  }

  bool operator==(const Scope&) const = default;

 private:
  std::string region_;
  std::optional<std::string> agency_;
  std::vector<std::string> states_;
};

}  // namespace clearbudget::ports
