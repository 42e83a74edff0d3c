#include "common/identity/caller_claims.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "common/errors/error.h"
#include "common/identity/caller_check.h"
#include "fmt/core.h"

namespace clearbudget::identity {
namespace {

absl::Status Invalid(std::string cause) {
  return errors::Error(errors::Reason::kCredentialsInvalid, {{"cause", std::move(cause)}});
}

struct Claim {
  JsonObject within;
  std::string name;
};

// Where a claim stands; none where the token does not have it.
std::optional<Claim> Locate(const JsonObject& claims, const std::string& name) {
  if (!name.starts_with('/')) return claims.Has(name) ? std::optional(Claim{claims, name}) : std::nullopt;
  std::vector<std::string> path = absl::StrSplit(name.substr(1), '/');
  std::string last = std::move(path.back());
  path.pop_back();
  JsonObject within = claims;
  for (const std::string& step : path) {
    std::optional<JsonObject> next = within.Object(step);
    if (!next.has_value()) return std::nullopt;
    within = *std::move(next);
  }
  if (!within.Has(last)) return std::nullopt;
  return Claim{std::move(within), std::move(last)};
}

absl::StatusOr<std::string> TextAt(const JsonObject& claims, const std::string& name) {
  const std::optional<Claim> claim = Locate(claims, name);
  if (!claim.has_value()) return std::string();
  std::optional<std::string> text = claim->within.Text(claim->name);
  if (!text.has_value()) return Invalid(fmt::format("the claim {} is no text", name));
  return *std::move(text);
}

absl::StatusOr<std::vector<std::string>> RolesAt(const JsonObject& claims, const IssuerPolicy& policy) {
  std::vector<std::string> roles;
  const std::optional<Claim> claim = Locate(claims, policy.claims.roles);
  if (!claim.has_value()) return roles;
  const auto named = claim->within.Texts(claim->name);
  if (!named.has_value())
    return Invalid(fmt::format("the claim {} is no list of texts", policy.claims.roles));
  for (const std::string& name : *named) {
    const auto mapped = policy.roles.find(name);
    if (!policy.roles.empty() && mapped == policy.roles.end()) continue;
    const std::string& role = policy.roles.empty() ? name : mapped->second;
    if (IsRole(role) && std::find(roles.begin(), roles.end(), role) == roles.end()) roles.push_back(role);
  }
  return roles;
}

}  // namespace

bool IsReservedSubject(std::string_view subject) {
  return subject.starts_with("service:") || subject.starts_with("system:");
}

absl::StatusOr<Caller> CallerOf(const JsonObject& claims, const IssuerPolicy& policy) {
  Caller caller;
  const std::pair<const std::string&, std::string&> texts[] = {{policy.claims.person, caller.person},
                                                               {policy.claims.agency, caller.agency},
                                                               {policy.claims.region, caller.region}};
  for (const auto& [name, target] : texts) {
    absl::StatusOr<std::string> text = TextAt(claims, name);
    if (!text.ok()) return text.status();
    target = *std::move(text);
  }
  const std::optional<std::string> subject = claims.Text("sub");
  if (!subject.has_value() || subject->empty()) return Invalid("it has no subject (sub)");
  caller.subject = policy.subject_prefix + *subject;
  if (IsReservedSubject(caller.subject)) return Invalid("its subject belongs to no token");
  absl::StatusOr<std::vector<std::string>> roles = RolesAt(claims, policy);
  if (!roles.ok()) return roles.status();
  caller.roles = *std::move(roles);
  // Where the person is told by the subject, which every token has, a platform's says nothing of a person.
  const bool is_platform = caller.roles.size() == 1 && caller.roles.front() == kPlatformRole;
  if (is_platform && policy.claims.person == "sub") caller.person.clear();
  if (std::string cause = WhatIsWrongWith(caller); !cause.empty()) return Invalid(std::move(cause));
  const auto& regions = policy.regions;
  if (!regions.empty() && std::find(regions.begin(), regions.end(), caller.region) == regions.end()) {
    return Invalid("its issuer may not vouch for callers of this region");
  }
  return caller;
}

}  // namespace clearbudget::identity
