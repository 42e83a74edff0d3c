#include "common/identity/caller_check.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "common/names/resource_name.h"
#include "common/observability/utf8.h"

namespace clearbudget::identity {
namespace {

constexpr std::size_t kLongestText = 200;
constexpr std::size_t kMostRoles = 16;
constexpr std::string_view kPublicRole = "public";

// In the order of proto/README.md.
constexpr std::array<std::string_view, 11> kRoles = {"unit_preparer",
                                                     "department_reviewer",
                                                     "finance_business_reviewer",
                                                     "finance_performance_reviewer",
                                                     "finance_asset_reviewer",
                                                     "finance_budget_reviewer",
                                                     "finance_approver",
                                                     "publisher",
                                                     "auditor",
                                                     kPlatformRole,
                                                     kPublicRole};

bool IsPlainText(std::string_view text) {
  if (text.size() > kLongestText || observability::Utf8Within(text, kLongestText) != text) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; });
}

bool AreConsistent(std::string_view region, std::string_view agency) {
  if (region.empty()) return agency.empty();
  if (!names::ParseRegionName(region).ok()) return false;
  if (agency.empty()) return true;
  const auto name = names::ParseAgencyName(agency);
  return name.ok() && name->Region().ToText() == region;
}

bool LooksLikeRole(std::string_view role) {
  return !role.empty() && role.size() <= 64 &&
         std::all_of(role.begin(), role.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

}  // namespace

bool IsRole(std::string_view role) {
  return std::find(kRoles.begin(), kRoles.end(), role) != kRoles.end();
}

std::string WhatIsMalformedIn(const Caller& caller) {
  if (caller.subject.empty() || !IsPlainText(caller.subject)) return "the subject is missing or malformed";
  if (!IsPlainText(caller.person)) return "the person is malformed";
  if (caller.roles.empty() || caller.roles.size() > kMostRoles) return "there is no role, or too many";
  if (!std::all_of(caller.roles.begin(), caller.roles.end(), LooksLikeRole)) return "a role is malformed";
  if (!AreConsistent(caller.region, caller.agency)) {
    return "region or agency is malformed, or the agency lies outside of the region";
  }
  return {};
}

std::string WhatIsWrongWith(const Caller& caller) {
  if (std::string cause = WhatIsMalformedIn(caller); !cause.empty()) return cause;
  if (!std::all_of(caller.roles.begin(), caller.roles.end(), IsRole)) return "a role is unknown";
  const bool platform =
      std::find(caller.roles.begin(), caller.roles.end(), kPlatformRole) != caller.roles.end();
  if (platform && caller.roles.size() > 1) return "a platform has no other role";
  if (platform && !caller.person.empty()) return "a platform is no person";
  const bool only_public = caller.roles.size() == 1 && caller.roles.front() == kPublicRole;
  if (!platform && !only_public && caller.person.empty())
    return "the roles are those of a person, and none is named";
  return {};
}

}  // namespace clearbudget::identity
