#include "common/identity/development_tokens.h"

#include <utility>

#include "common/errors/error.h"
#include "common/identity/caller_check.h"
#include "common/identity/claims_text.h"

namespace clearbudget::identity {

using errors::Reason;

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
  return key_->SignToken("JWT", ClaimsText({.issuer = kDevelopmentIssuer,
                                            .audience = kDevelopmentAudience,
                                            .issued_at = now,
                                            .expires_at = now + life.count()},
                                           caller));
}

}  // namespace clearbudget::identity
