// The port that tells who makes a call.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/identity/caller.h"

namespace grpc {
class ServerContextBase;
}  // namespace grpc

namespace clearbudget::rpc {

// Who makes a call: a person or platform behind the gateway, or a service of the suite.
struct Incoming {
  identity::Caller caller = {};
  // "performance"; then the caller has the subject "service:performance" and no roles. Empty for all others.
  std::string service = {};
  // The client's network address as the gateway saw it.
  std::string client_address = {};
};

class CallerSource {
 public:
  virtual ~CallerSource() = default;

  // Errors: UNAUTHENTICATED with CREDENTIALS_MISSING, CREDENTIALS_INVALID or CREDENTIALS_EXPIRED. Called by
  // several threads at once.
  virtual absl::StatusOr<Incoming> CallerOf(const grpc::ServerContextBase& server) = 0;
};

}  // namespace clearbudget::rpc
