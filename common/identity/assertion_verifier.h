// Checks the gateway's assertions.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/identity/caller.h"
#include "common/ports/clock.h"

namespace clearbudget::identity {

// For use by several threads at once. One that was accepted is remembered by its SHA-256 until it expires.
class AssertionVerifier {
 public:
  // The file holds one or more Ed25519 public keys as PEM, known by their thumbprints. A changed file is
  // taken up within a second, and what a key signed that is gone is refused from then on; a file that cannot
  // be used is logged, and the keys before it stay. Errors: CONFIGURATION_INVALID. The clock lives longer.
  static absl::StatusOr<std::unique_ptr<AssertionVerifier>> Load(const std::string& public_keys_file,
                                                                 std::string audience,
                                                                 const ports::Clock& clock);
  ~AssertionVerifier();

  // Errors: CREDENTIALS_INVALID with the cause, for one that was not minted by the gateway for this audience,
  // lies in the future by more than 5 s, or would hold for more than kAssertionLife; CREDENTIALS_EXPIRED from
  // 5 s after its end.
  absl::StatusOr<Caller> Verify(std::string_view assertion);

 private:
  class State;
  explicit AssertionVerifier(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace clearbudget::identity
