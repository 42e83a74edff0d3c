#include "common/identity/credential_verifier.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "common/digest/digest.h"
#include "common/errors/error.h"
#include "common/identity/caller_claims.h"
#include "common/identity/claims_text.h"
#include "common/identity/compact_token.h"
#include "common/identity/fetched_key_source.h"
#include "common/identity/file_key_source.h"

namespace clearbudget::identity {
namespace {

using errors::Reason;

// How far the clocks of two machines may differ.
constexpr std::int64_t kLeewaySeconds = 30;
// The end of the year 9999. Later times are mistakes, and sums with earlier ones cannot overflow.
constexpr std::int64_t kLatestSecond = 253402300799;

absl::Status Invalid(const char* cause) {
  return errors::Error(Reason::kCredentialsInvalid, {{"cause", cause}});
}

bool IsTokenType(std::string_view type) {
  const std::string lower = absl::AsciiStrToLower({type.data(), type.size()});
  return lower.empty() || lower == "jwt" || lower == "at+jwt";
}

std::optional<std::int64_t> TimeAt(const JsonObject& claims, std::string_view name) {
  const std::optional<std::int64_t> time = claims.Integer(name);
  return time.has_value() && *time >= 0 && *time <= kLatestSecond ? time : std::nullopt;
}

// OK with the time of expiry.
absl::StatusOr<std::int64_t> CheckTimes(const JsonObject& claims, const IssuerPolicy& policy,
                                        std::int64_t now) {
  const std::optional<std::int64_t> expires_at = TimeAt(claims, "exp");
  const std::optional<std::int64_t> issued_at = TimeAt(claims, "iat");
  if (!expires_at.has_value()) return Invalid("the time of its expiry (exp) is missing or malformed");
  if (!issued_at.has_value()) return Invalid("the time of its issue (iat) is missing or malformed");
  if (*issued_at > now + kLeewaySeconds) return Invalid("it was issued in the future");
  if (claims.Has("nbf")) {
    const std::optional<std::int64_t> not_before = TimeAt(claims, "nbf");
    if (!not_before.has_value()) return Invalid("the time of its beginning (nbf) is malformed");
    if (*not_before > now + kLeewaySeconds) return Invalid("it is not valid yet");
  }
  if (*expires_at <= *issued_at) return Invalid("it expires before it was issued");
  if (*expires_at - *issued_at > policy.longest_life.count()) return Invalid("it is valid for too long");
  if (*expires_at <= now) return errors::Error(Reason::kCredentialsExpired);
  return *expires_at;
}

bool IsMeantFor(const JsonObject& claims, const std::string& audience) {
  const auto audiences = claims.Texts("aud");
  return audiences.has_value() &&
         std::find(audiences->begin(), audiences->end(), audience) != audiences->end();
}

absl::StatusOr<std::unique_ptr<KeySource>> SourceOf(const IssuerPolicy& policy, const ports::Clock& clock) {
  if (!policy.key_set_file.empty()) {
    auto source = FileKeySource::Load(policy.key_set_file, KeySet::Parse, clock);
    if (!source.ok()) return source.status();
    return std::unique_ptr<KeySource>(*std::move(source));
  }
  const HttpsRequest request{.url = policy.key_set_url, .ca_file = policy.ca_file};
  return std::unique_ptr<KeySource>(std::make_unique<FetchedKeySource>(
      policy.key_set_url, [request](const std::atomic<bool>& stop) { return HttpsFetch(request, stop); },
      clock));
}

}  // namespace

absl::StatusOr<std::unique_ptr<CredentialVerifier>> CredentialVerifier::Create(
    std::vector<IssuerPolicy> policies, const ports::Clock& clock) {
  if (std::string cause = WhatIsWrongWith(policies); !cause.empty()) {
    return errors::Error(Reason::kConfigurationInvalid, {{"name", "issuers"}, {"cause", std::move(cause)}});
  }
  std::vector<Issuer> issuers;
  for (IssuerPolicy& policy : policies) {
    auto keys = SourceOf(policy, clock);
    if (!keys.ok()) return keys.status();
    issuers.push_back({std::move(policy), *std::move(keys)});
  }
  return std::make_unique<CredentialVerifier>(std::move(issuers), clock);
}

CredentialVerifier::CredentialVerifier(std::vector<Issuer> issuers, const ports::Clock& clock)
    : issuers_(std::move(issuers)), clock_(clock) {}
CredentialVerifier::~CredentialVerifier() = default;

absl::StatusOr<std::shared_ptr<const Verdict>> CredentialVerifier::Verify(std::string_view token,
                                                                          VerdictCache& cache) const {
  if (token.size() > kLongestToken) return Invalid("it is longer than 8 KiB");
  const std::int64_t now = SecondsOf(clock_.Now());
  std::string digest = digest::Sha256(token);
  for (const Issuer& issuer : issuers_) issuer.keys->Look();
  if (auto known = cache.Find(digest, now)) return known;
  absl::StatusOr<Verdict> verdict = Judge(token, now);
  if (!verdict.ok()) return verdict.status();
  verdict->token_digest = std::move(digest);
  auto kept = std::make_shared<const Verdict>(*std::move(verdict));
  cache.Add(kept);
  return kept;
}

absl::StatusOr<Verdict> CredentialVerifier::Verify(std::string_view token) const {
  absl::StatusOr<Verdict> verdict = Judge(token, SecondsOf(clock_.Now()));
  if (verdict.ok()) verdict->token_digest = digest::Sha256(token);
  return verdict;
}

absl::StatusOr<Verdict> CredentialVerifier::Judge(std::string_view text, std::int64_t now) const {
  const absl::StatusOr<CompactToken> token = ReadCompactToken(text);
  if (!token.ok()) return token.status();
  if (!IsTokenType(token->type)) return Invalid("its type (typ) is not that of an access token");
  // Of the claims only the issuer is looked at before the signature holds, and only to find whose keys to
  // try.
  const std::optional<std::string> name = token->claims.Text("iss");
  const auto issuer = std::find_if(issuers_.begin(), issuers_.end(),
                                   [&](const Issuer& known) { return known.policy.issuer == name; });
  if (issuer == issuers_.end()) return Invalid("its issuer (iss) is not trusted");
  const IssuerPolicy& policy = issuer->policy;
  if (std::find(policy.algorithms.begin(), policy.algorithms.end(), token->algorithm) ==
      policy.algorithms.end()) {
    return Invalid("its algorithm is not allowed for its issuer");
  }
  absl::StatusOr<std::shared_ptr<const IssuerKey>> key = issuer->keys->Find(token->key_id);
  if (!key.ok()) return key.status();
  if (!(*key)->Verify(token->algorithm, token->signed_part, token->signature)) {
    return Invalid("its signature does not match");
  }
  if (!IsMeantFor(token->claims, policy.audience)) return Invalid("it is for another audience (aud)");
  const absl::StatusOr<std::int64_t> expires_at = CheckTimes(token->claims, policy, now);
  if (!expires_at.ok()) return expires_at.status();
  absl::StatusOr<Caller> caller = CallerOf(token->claims, policy);
  if (!caller.ok()) return caller.status();
  return Verdict{.token_digest = {},
                 .caller = *std::move(caller),
                 .expires_at_seconds = *expires_at,
                 .key = *std::move(key)};
}

}  // namespace clearbudget::identity
