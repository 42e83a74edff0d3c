// The answers of others in the words of the suite, also where gRPC itself answered for them.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "grpcpp/support/status.h"

namespace clearbudget::rpc {

// As FromGrpc; a status that nobody of the suite wrote gets the reason that fits it, which names the peer,
// such as "submission".
absl::Status FromPeer(const std::string& peer, const grpc::Status& status);

}  // namespace clearbudget::rpc
