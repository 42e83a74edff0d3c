#include "common/rpc/relation_check.h"

#include <algorithm>
#include <cstddef>
#include <utility>
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
  ResourceName parsed{.region = fmt::format("regions/{}", segments[1]), .agency = {}, .budget = {}};
  if (segments.size() == 2) return parsed;
  if (segments.size() == 3) return std::nullopt;
  if (segments[2] == "delegations") return segments.size() == 4 ? std::optional(parsed) : std::nullopt;
  if (segments[2] != "agencies") return std::nullopt;
  parsed.agency = fmt::format("{}/agencies/{}", parsed.region, segments[3]);
  if (segments.size() < 6 || segments[4] != "budgets") return parsed;
  parsed.budget = fmt::format("{}/budgets/{}", parsed.agency, segments[5]);
  parsed.frozen = segments.size() > 7 && segments[6] == "revisions";
  return parsed;
}

bool IsDelegationName(std::string_view name) {
  const auto parsed = ParseResourceName(name);
  return parsed.has_value() && parsed->agency.empty() && name != parsed->region;
}

bool MeansAllAgencies(const ResourceName& name) {
  return name.agency.ends_with("/-");
}

bool StandsTo(const identity::Caller& caller, const ResourceName& name, Relation relation) {
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

ports::Scope ScopeOf(const ResourceName& name) {
  constexpr std::size_t kPrefix = std::string_view("regions/").size();
  if (name.region.empty()) return {};
  std::string region = name.region.substr(kPrefix);
  if (name.agency.empty() || MeansAllAgencies(name)) return ports::Scope::OfRegion(std::move(region));
  return ports::Scope::OfAgency(std::move(region), name.agency.substr(name.agency.rfind('/') + 1));
}

}  // namespace clearbudget::rpc
