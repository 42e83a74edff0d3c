// Who calls, and the port that tells it from the credentials of the call.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "common/identity/caller.h"

namespace clearbudget::rpc {

using identity::Caller;

class CallerVerifier {
 public:
  virtual ~CallerVerifier() = default;
  // Errors: UNAUTHENTICATED with CREDENTIALS_INVALID or CREDENTIALS_EXPIRED. Called by several threads at
  // once.
  virtual absl::StatusOr<Caller> Verify(std::string_view token) = 0;
};

}  // namespace clearbudget::rpc
