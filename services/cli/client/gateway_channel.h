// The gateway as gRPC knows it: one channel, whose calls all carry the same credentials.
#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "common/ports/clock.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/status.h"
#include "services/cli/client/client.h"

namespace clearbudget::cli {

class GatewayChannel {
 public:
  // Connects at the first call.
  explicit GatewayChannel(const Connection& connection);

  // For the stubs.
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }

  // For one call: its credentials and deadline.
  std::unique_ptr<grpc::ClientContext> NewContext(ports::Instant deadline) const;

  // The error of a call with its reason, metadata and violations; a status that nobody of the suite wrote
  // gets the reason that says so, naming the gateway.
  absl::Status ToStatus(const grpc::Status& status) const;

 private:
  std::string name_;
  std::string token_;
  std::string acting_for_;
  std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace clearbudget::cli
