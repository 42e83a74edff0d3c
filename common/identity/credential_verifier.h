// Tokens of people and platforms: who calls, as a trusted issuer says.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/identity/issuer_policy.h"
#include "common/identity/key_source.h"
#include "common/identity/verdict.h"
#include "common/identity/verdict_cache.h"
#include "common/ports/clock.h"

namespace clearbudget::identity {

// For use by several threads at once, each with a cache of its own.
class CredentialVerifier {
 public:
  struct Issuer {
    IssuerPolicy policy;
    std::unique_ptr<KeySource> keys;
  };

  // Reads the files and begins to fetch the urls, without waiting for them. Errors: CONFIGURATION_INVALID for
  // a policy that cannot hold (see WhatIsWrongWith), or a file of keys that cannot be used.
  static absl::StatusOr<std::unique_ptr<CredentialVerifier>> Create(std::vector<IssuerPolicy> policies,
                                                                    const ports::Clock& clock);
  // The clock lives longer. The policies are sound.
  CredentialVerifier(std::vector<Issuer> issuers, const ports::Clock& clock);
  ~CredentialVerifier();

  // The text is the token alone, without "Bearer ". Errors: CREDENTIALS_INVALID with a cause that repeats
  // nothing of the token; CREDENTIALS_EXPIRED; BACKEND_UNAVAILABLE where the issuer's keys are not at hand,
  // so that the token can be neither accepted nor refused. Never waits for the network.
  absl::StatusOr<std::shared_ptr<const Verdict>> Verify(std::string_view token, VerdictCache& cache) const;

  // The same without a cache.
  absl::StatusOr<Verdict> Verify(std::string_view token) const;

 private:
  absl::StatusOr<Verdict> Judge(std::string_view token, std::int64_t now) const;

  std::vector<Issuer> issuers_;
  const ports::Clock& clock_;
};

}  // namespace clearbudget::identity
