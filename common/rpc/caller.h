// Who calls, and the port that tells it from the credentials of the call.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "common/identity/caller.h"

namespace clearbudget::rpc {

using identity::Caller;
            // of the credentials, such as "platform:hebei-integrated-budget"
  std::string person = {};              // the human being behind them; empty for a machine
  std::string agency = {};              // "regions/130303/agencies/101"; empty for a caller of no agency
  std::vector<std::string> roles = {};  // as in the permissions of the contract
  std::string region = {};              // "regions/130303"; empty for a caller of no region

  bool operator==(const Caller&) const = default;
};

class CallerVerifier {
 public:
  virtual ~CallerVerifier() = default;
  // Errors: UNAUTHENTICATED with CREDENTIALS_INVALID or CREDENTIALS_EXPIRED. Called by several threads at
  // once.
  virtual absl::StatusOr<Caller> Verify(std::string_view token) = 0;
};

}  // namespace clearbudget::rpc
