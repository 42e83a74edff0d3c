// Makes the gateway's assertions.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/identity/caller.h"
#include "common/identity/signing_key.h"
#include "common/identity/watched_file.h"
#include "common/ports/clock.h"

namespace clearbudget::identity {

// For use by several threads at once. A changed key file is taken up within a second; one that cannot be used
// is logged, and the key before it stays. The services must have the new public key before the gateway has
// the private one.
class AssertionSigner {
 public:
  // Errors: as SigningKey::Load. The clock lives longer.
  static absl::StatusOr<std::unique_ptr<AssertionSigner>> Load(const std::string& private_key_file,
                                                               const ports::Clock& clock);
  ~AssertionSigner();

  // Holds for kAssertionLife from now. The audience is the service's name, such as "submission". The caller
  // comes from a verifier; delegations are no part of it, since the service looks them up itself. Costs a
  // signature, so keep it for half its life.
  std::string Mint(const Caller& caller, std::string_view audience);

 private:
  AssertionSigner(WatchedFile file, std::unique_ptr<SigningKey> key, const ports::Clock& clock);
  std::shared_ptr<const SigningKey> KeyNow();

  const ports::Clock& clock_;
  std::mutex mutex_;
  WatchedFile file_;
  std::shared_ptr<const SigningKey> key_;
};

}  // namespace clearbudget::identity
