#include "common/rpc/relation_check.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/strings/str_split.h"
#include "fmt/core.h"

namespace clearbudget::rpc {
namespace {

constexpr std::size_t kLongestName = 400;
constexpr std::string_view kAllAgencies = "-";

bool IsPlainSegment(const std::string& segment) {
  const auto plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' ||
           c == '_' || c == '-';
  };
  return !segment.empty() && std::all_of(segment.begin(), segment.end(), plain);
}

}  // namespace

std::optional<ResourceName> ParseResourceName(std::string_view name) {
  if (name.size() > kLongestName) return std::nullopt;
  const std::vector<std::string> segments = absl::StrSplit(std::string(name), '/');
  if (!std::all_of(segments.begin(), segments.end(), IsPlainSegment)) return std::nullopt;
  if (segments.size() < 2 || segments[0] != "regions" || segments[1] == kAllAgencies) return std::nullopt;
  ResourceName parsed{.region = fmt::format("regions/{}", segments[1]), .agency = {}};
  if (segments.size() == 2) return parsed;
  if (segments.size() == 3 || segments[2] != "agencies") return std::nullopt;
  parsed.agency = fmt::format("{}/agencies/{}", parsed.region, segments[3]);
  return parsed;
}

bool MeansAllAgencies(const ResourceName& name) {
  return name.agency.ends_with("/-");
}

bool StandsTo(const Caller& caller, const ResourceName& name, Relation relation) {
  switch (relation) {
    case Relation::kAll:
      return true;
    case Relation::kRegion:
      return !caller.region.empty() && name.region == caller.region;
    case Relation::kOwn:
    case Relation::kOwnOrUnits:
      return !caller.agency.empty() && name.agency == caller.agency;
  }
  return false;
}

bool IsConsistent(const Caller& caller) {
  if (caller.region.empty() && caller.agency.empty()) return true;
  const auto region = ParseResourceName(caller.region);
  if (!region.has_value() || region->region != caller.region) return false;
  if (caller.agency.empty()) return true;
  const auto agency = ParseResourceName(caller.agency);
  return agency.has_value() && agency->agency == caller.agency && agency->region == caller.region &&
         !MeansAllAgencies(*agency);
}

}  // namespace clearbudget::rpc
