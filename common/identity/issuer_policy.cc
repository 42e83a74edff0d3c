#include "common/identity/issuer_policy.h"

#include <algorithm>

#include "common/identity/caller_check.h"
#include "common/identity/caller_claims.h"
#include "common/names/resource_name.h"
#include "fmt/core.h"

namespace clearbudget::identity {
namespace {

constexpr std::chrono::hours kLongestLife{24};

std::string WhatIsWrongWithSource(const IssuerPolicy& policy) {
  if (policy.key_set_file.empty() == policy.key_set_url.empty())
    return "names not exactly one source of keys";
  if (policy.key_set_url.empty()) {
    return policy.ca_file.empty() ? "" : "names certificate authorities, but fetches nothing";
  }
  const bool plain = std::all_of(policy.key_set_url.begin(), policy.key_set_url.end(),
                                 [](char c) { return c > 0x20 && c < 0x7F; });
  const std::string host_on = policy.key_set_url.substr(std::min<std::size_t>(8, policy.key_set_url.size()));
  const bool https = policy.key_set_url.starts_with("https://") && !host_on.empty() && host_on.front() != '/';
  // A password in the url would stand in the log.
  if (!plain || !https || host_on.find('@') != host_on.npos)
    return "fetches its keys from no plain https url";
  return {};
}

std::string WhatIsWrongWithOne(const IssuerPolicy& policy) {
  if (policy.issuer.empty() || policy.audience.empty()) return "has no name or no audience";
  if (policy.algorithms.empty()) return "has no algorithm";
  if (std::string cause = WhatIsWrongWithSource(policy); !cause.empty()) return cause;
  for (const std::string* claim :
       {&policy.claims.person, &policy.claims.agency, &policy.claims.region, &policy.claims.roles}) {
    if (claim->empty() || *claim == "/") return "has a claim without a name";
  }
  for (const auto& [name, role] : policy.roles) {
    if (!IsRole(role)) return fmt::format("maps {} to the unknown role {}", name, role);
  }
  for (const std::string& region : policy.regions) {
    if (!names::ParseRegionName(region).ok())
      return fmt::format("vouches for {}, which names no region", region);
  }
  if (IsReservedSubject(policy.subject_prefix)) return "has a subject prefix that no token may have";
  if (policy.longest_life <= std::chrono::seconds(0) || policy.longest_life > kLongestLife) {
    return "allows tokens to live for less than a second or more than 24 hours";
  }
  return {};
}

}  // namespace

std::string WhatIsWrongWith(const std::vector<IssuerPolicy>& policies) {
  for (auto one = policies.begin(); one != policies.end(); ++one) {
    if (std::string cause = WhatIsWrongWithOne(*one); !cause.empty()) {
      return fmt::format("the issuer {} {}", one->issuer, cause);
    }
    for (auto other = policies.begin(); other != policies.end(); ++other) {
      if (other == one) continue;
      if (other->issuer == one->issuer) return fmt::format("the issuer {} stands twice", one->issuer);
      if (other->subject_prefix.starts_with(one->subject_prefix)) {
        return fmt::format(
            "the issuers {} and {} could name the same subject: one subject_prefix begins with the other",
            one->issuer, other->issuer);
      }
    }
  }
  return {};
}

}  // namespace clearbudget::identity
