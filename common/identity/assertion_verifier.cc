#include "common/identity/assertion_verifier.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "common/digest/digest.h"
#include "common/errors/error.h"
#include "common/identity/assertion.h"
#include "common/identity/caller_check.h"
#include "common/identity/claims_text.h"
#include "common/identity/compact_token.h"
#include "common/identity/file_key_source.h"
#include "common/identity/verdict_cache.h"

namespace clearbudget::identity {
namespace {

using errors::Reason;

constexpr std::int64_t kLeewaySeconds = 5;
// Later times are mistakes, and sums with earlier ones cannot overflow.
constexpr std::int64_t kLatestSecond = 253402300799;
// Threads that verify at the same time seldom meet in one of them.
constexpr std::size_t kCaches = 16;
constexpr std::size_t kMostVerdictsACache = 512;

absl::Status Invalid(std::string cause) {
  return errors::Error(Reason::kCredentialsInvalid, {{"cause", std::move(cause)}});
}

absl::StatusOr<KeySet> KeysOfPem(std::string_view pem) {
  const auto keys = PublicKey::FromPem(pem);
  if (!keys.ok()) return keys.status();
  const auto is_ed25519 = [](const PublicKey& key) { return key.type() == KeyType::kEd25519; };
  if (!std::all_of(keys->begin(), keys->end(), is_ed25519)) {
    return errors::Error(Reason::kConfigurationInvalid,
                         {{"name", "keys"}, {"cause", "a key is not Ed25519"}});
  }
  return KeySet::Of(*keys);
}

// Exactly the claims that the signer writes, each of its type.
absl::StatusOr<Caller> ReadCaller(const JsonObject& claims) {
  Caller caller;
  for (const std::string& name : claims.Names()) {
    std::string* target = name == "sub"      ? &caller.subject
                          : name == "person" ? &caller.person
                          : name == "agency" ? &caller.agency
                          : name == "region" ? &caller.region
                                             : nullptr;
    if (target != nullptr) {
      std::optional<std::string> text = claims.Text(name);
      if (!text.has_value()) return Invalid("a claim is no text");
      *target = *std::move(text);
    } else if (name == "roles") {
      std::optional<std::vector<std::string>> roles = claims.Texts(name);
      if (!roles.has_value()) return Invalid("the roles are no texts");
      caller.roles = *std::move(roles);
    } else if (name != "iss" && name != "aud" && name != "iat" && name != "exp") {
      return Invalid("a claim is unknown");
    }
  }
  if (std::string cause = WhatIsMalformedIn(caller); !cause.empty()) return Invalid(std::move(cause));
  return caller;
}

// OK with the time from which on it is refused.
absl::StatusOr<std::int64_t> CheckTimes(const JsonObject& claims, std::int64_t now) {
  const std::int64_t issued_at = claims.Integer("iat").value_or(-1);
  const std::int64_t expires_at = claims.Integer("exp").value_or(-1);
  if (issued_at < 0 || expires_at <= issued_at || expires_at > kLatestSecond) {
    return Invalid("its times are missing or malformed");
  }
  if (expires_at - issued_at > kAssertionLife.count()) return Invalid("it is valid for too long");
  if (issued_at > now + kLeewaySeconds) return Invalid("it was issued in the future");
  if (expires_at + kLeewaySeconds <= now) return errors::Error(Reason::kCredentialsExpired);
  return expires_at + kLeewaySeconds;
}

struct GuardedCache {
  std::mutex mutex;
  VerdictCache cache{kMostVerdictsACache};
};

}  // namespace

class AssertionVerifier::State {
 public:
  State(std::unique_ptr<FileKeySource> keys, std::string audience, const ports::Clock& clock)
      : keys_(std::move(keys)), audience_(std::move(audience)), clock_(clock) {}

  absl::StatusOr<Caller> Verify(std::string_view assertion) {
    if (assertion.size() > kLongestToken) return Invalid("it is longer than 8 KiB");
    const std::int64_t now = SecondsOf(clock_.Now());
    std::string digest = digest::Sha256(assertion);
    keys_->Look();
    GuardedCache& guarded = caches_[static_cast<unsigned char>(digest.back()) % kCaches];
    std::shared_ptr<const Verdict> known;
    {
      const std::lock_guard lock(guarded.mutex);
      known = guarded.cache.Find(digest, now);
    }
    if (known != nullptr) return known->caller;
    absl::StatusOr<Verdict> verdict = Judge(assertion, now);
    if (!verdict.ok()) return verdict.status();
    verdict->token_digest = std::move(digest);
    Caller caller = verdict->caller;
    const std::lock_guard lock(guarded.mutex);
    guarded.cache.Add(std::make_shared<const Verdict>(*std::move(verdict)));
    return caller;
  }

 private:
  absl::StatusOr<Verdict> Judge(std::string_view assertion, std::int64_t now) {
    const absl::StatusOr<CompactToken> token = ReadCompactToken(assertion);
    if (!token.ok()) return token.status();
    if (token->type != kAssertionType) return Invalid("its type (typ) is not that of an assertion");
    if (token->algorithm != SignatureAlgorithm::kEdDsa) return Invalid("its algorithm is not allowed");
    absl::StatusOr<std::shared_ptr<const IssuerKey>> key = keys_->Find(token->key_id);
    if (!key.ok()) return key.status();
    if (!(*key)->Verify(token->algorithm, token->signed_part, token->signature)) {
      return Invalid("its signature does not match");
    }
    if (token->claims.Text("iss") != kAssertionIssuer) return Invalid("it is not the gateway's");
    if (token->claims.Text("aud") != audience_) return Invalid("it is for another audience (aud)");
    const absl::StatusOr<std::int64_t> end = CheckTimes(token->claims, now);
    if (!end.ok()) return end.status();
    absl::StatusOr<Caller> caller = ReadCaller(token->claims);
    if (!caller.ok()) return caller.status();
    return Verdict{
        .token_digest = {}, .caller = *std::move(caller), .expires_at_seconds = *end, .key = *std::move(key)};
  }

  std::unique_ptr<FileKeySource> keys_;
  std::string audience_;
  const ports::Clock& clock_;
  std::array<GuardedCache, kCaches> caches_;
};

AssertionVerifier::AssertionVerifier(std::unique_ptr<State> state) : state_(std::move(state)) {}
AssertionVerifier::~AssertionVerifier() = default;

absl::StatusOr<std::unique_ptr<AssertionVerifier>> AssertionVerifier::Load(
    const std::string& public_keys_file, std::string audience, const ports::Clock& clock) {
  auto keys = FileKeySource::Load(public_keys_file, KeysOfPem, clock);
  if (!keys.ok()) return keys.status();
  return std::unique_ptr<AssertionVerifier>(
      new AssertionVerifier(std::make_unique<State>(*std::move(keys), std::move(audience), clock)));
}

absl::StatusOr<Caller> AssertionVerifier::Verify(std::string_view assertion) {
  return state_->Verify(assertion);
}

}  // namespace clearbudget::identity
