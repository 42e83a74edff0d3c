#include "common/rpc/development_tokens.h"

#include <list>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "absl/strings/escaping.h"
#include "common/digest/digest.h"
#include "common/errors/error.h"
#include "common/rpc/token_claims.h"
#include "fmt/core.h"

namespace clearbudget::rpc {
namespace {

using errors::Reason;

// The only header there is: {"alg":"EdDSA","typ":"JWT"}. It is compared as text, so that no algorithm is ever
// chosen by who sends a token.
constexpr std::string_view kHeader = "eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9";
// How far the clocks of two machines may differ.
constexpr std::int64_t kLeewaySeconds = 30;
constexpr std::size_t kMostCached = 1024;

absl::Status Invalid(std::string cause) {
  return errors::Error(Reason::kCredentialsInvalid, {{"cause", std::move(cause)}});
}

std::int64_t SecondsOf(ports::Instant instant) {
  return std::chrono::duration_cast<std::chrono::seconds>(instant.time_since_epoch()).count();
}

std::string Encode(std::string_view bytes) {
  std::string text;
  absl::WebSafeBase64Escape({bytes.data(), bytes.size()}, &text);
  while (text.ends_with('=')) text.pop_back();
  return text;
}

// The one way to write bytes, without padding; false for every other.
bool Decode(std::string_view text, std::string& bytes) {
  return absl::WebSafeBase64Unescape({text.data(), text.size()}, &bytes) && Encode(bytes) == text;
}

absl::Status CheckTimes(const TokenClaims& claims, std::int64_t now) {
  const std::int64_t longest = std::chrono::seconds(kLongestTokenLife).count();
  if (claims.issued_at > now + kLeewaySeconds) return Invalid("it was issued in the future");
  if (claims.not_before > now + kLeewaySeconds) return Invalid("it is not valid yet");
  if (claims.expires_at <= claims.issued_at) return Invalid("it expires before it was issued");
  if (claims.expires_at - claims.issued_at > longest) return Invalid("it is valid for more than 24 hours");
  if (claims.expires_at <= now) return errors::Error(Reason::kCredentialsExpired);
  return absl::OkStatus();
}

}  // namespace

// The callers of the tokens that were used last.
class DevelopmentTokenVerifier::Cache {
 public:
  std::optional<Caller> Find(const std::string& digest, std::int64_t now) {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(digest);
    if (found == entries_.end()) return std::nullopt;
    if (found->second->expires_at <= now) {
      order_.erase(found->second);
      entries_.erase(found);
      return std::nullopt;
    }
    order_.splice(order_.begin(), order_, found->second);
    return found->second->caller;
  }

  void Add(const std::string& digest, const TokenClaims& claims) {
    const std::lock_guard lock(mutex_);
    if (entries_.contains(digest)) return;
    if (entries_.size() == kMostCached) {
      entries_.erase(order_.back().digest);
      order_.pop_back();
    }
    order_.push_front({digest, claims.expires_at, claims.caller});
    entries_.emplace(digest, order_.begin());
  }

 private:
  struct Entry {
    std::string digest;
    std::int64_t expires_at;
    Caller caller;
  };
  std::mutex mutex_;
  std::list<Entry> order_;  // the last used first
  std::unordered_map<std::string, std::list<Entry>::iterator> entries_;
};

TokenSigner::TokenSigner(std::unique_ptr<SigningKey> key, const ports::Clock& clock)
    : key_(std::move(key)), clock_(clock) {}
TokenSigner::~TokenSigner() = default;

absl::StatusOr<std::unique_ptr<TokenSigner>> TokenSigner::Load(const std::string& private_key_file,
                                                               const ports::Clock& clock) {
  auto key = SigningKey::Load(private_key_file);
  if (!key.ok()) return key.status();
  return std::unique_ptr<TokenSigner>(new TokenSigner(*std::move(key), clock));
}

absl::StatusOr<std::string> TokenSigner::Sign(const Caller& caller, std::chrono::seconds life) const {
  if (const std::string cause = WhatIsWrongWith(caller); !cause.empty()) {
    return errors::Error(Reason::kConfigurationInvalid, {{"name", "caller"}, {"cause", cause}});
  }
  if (life <= std::chrono::seconds(0) || life > kLongestTokenLife) {
    return errors::Error(Reason::kConfigurationInvalid,
                         {{"name", "life"}, {"cause", "1 second to 24 hours"}});
  }
  const std::int64_t now = SecondsOf(clock_.Now());
  const TokenClaims claims{.caller = caller,
                           .issuer = std::string(kTokenIssuer),
                           .audience = std::string(kTokenAudience),
                           .issued_at = now,
                           .not_before = now,
                           .expires_at = now + life.count()};
  const std::string signed_part = fmt::format("{}.{}", kHeader, Encode(WriteClaims(claims)));
  std::string token = fmt::format("{}.{}", signed_part, Encode(key_->Sign(signed_part)));
  if (token.size() > kLongestToken) {
    return errors::Error(Reason::kConfigurationInvalid,
                         {{"name", "caller"}, {"cause", "the token is too long"}});
  }
  return token;
}

DevelopmentTokenVerifier::DevelopmentTokenVerifier(std::unique_ptr<VerifyingKey> key,
                                                   const ports::Clock& clock)
    : key_(std::move(key)), cache_(std::make_unique<Cache>()), clock_(clock) {}
DevelopmentTokenVerifier::~DevelopmentTokenVerifier() = default;

absl::StatusOr<std::unique_ptr<DevelopmentTokenVerifier>> DevelopmentTokenVerifier::Load(
    const std::string& public_key_file, const ports::Clock& clock) {
  auto key = VerifyingKey::Load(public_key_file);
  if (!key.ok()) return key.status();
  return std::unique_ptr<DevelopmentTokenVerifier>(new DevelopmentTokenVerifier(*std::move(key), clock));
}

absl::StatusOr<Caller> DevelopmentTokenVerifier::Verify(std::string_view token) {
  if (token.size() > kLongestToken) return Invalid("it is longer than 8 KiB");
  const ports::Instant now = clock_.Now();
  const std::string digest = digest::Sha256(token);
  if (std::optional<Caller> known = cache_->Find(digest, SecondsOf(now))) return *std::move(known);
  return VerifyAnew(token, now, digest);
}

absl::StatusOr<Caller> DevelopmentTokenVerifier::VerifyAnew(std::string_view token, ports::Instant now,
                                                            const std::string& digest) {
  const std::size_t first = token.find('.');
  const std::size_t second = token.find('.', first + 1);
  if (first == token.npos || second == token.npos) return Invalid("it is no compact JWT");
  if (token.substr(0, first) != kHeader) return Invalid("its header is not that of an EdDSA token");
  std::string claims_text;
  std::string signature;
  if (!Decode(token.substr(first + 1, second - first - 1), claims_text) ||
      !Decode(token.substr(second + 1), signature)) {
    return Invalid("it is not in base64url without padding");
  }
  // Nothing of the claims is looked at before the signature holds.
  if (!key_->Verify(token.substr(0, second), signature)) return Invalid("its signature does not match");
  absl::StatusOr<TokenClaims> claims = ReadClaims(claims_text);
  if (!claims.ok()) return claims.status();
  if (claims->issuer != kTokenIssuer) return Invalid("it has another issuer");
  if (claims->audience != kTokenAudience) return Invalid("it is for another audience");
  if (absl::Status status = CheckTimes(*claims, SecondsOf(now)); !status.ok()) return status;
  cache_->Add(digest, *claims);
  return claims->caller;
}

}  // namespace clearbudget::rpc
