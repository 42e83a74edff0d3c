#include "services/cli/client/gateway_channel.h"

#include <fmt/format.h>

#include "common/rpc/limits.h"
#include "common/rpc/peer_status.h"
#include "common/rpc/status_conversion.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"

namespace clearbudget::cli {
namespace {

std::shared_ptr<grpc::ChannelCredentials> CredentialsOf(const Connection& connection) {
  if (!connection.tls.has_value()) return grpc::InsecureChannelCredentials();
  return grpc::SslCredentials({.pem_root_certs = connection.tls->ca,
                               .pem_private_key = connection.tls->certificate_key,
                               .pem_cert_chain = connection.tls->certificate});
}

grpc::ChannelArguments Limits() {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(rpc::kLargestMessage);
  arguments.SetMaxSendMessageSize(rpc::kLargestMessage);
  arguments.SetInt(GRPC_ARG_MAX_METADATA_SIZE, rpc::kLargestMetadata);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, rpc::kKeepaliveTimeMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, rpc::kKeepaliveTimeoutMs);
  // A gateway that comes back is found within a second, not after gRPC's growing pauses of up to two minutes.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  // Despite its name it bounds an attempt, and a handshake takes long where the machines are busy.
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 5000);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  return arguments;
}

}  // namespace

GatewayChannel::GatewayChannel(const Connection& connection)
    : name_(fmt::format("gateway {}", connection.gateway)),
      token_(connection.token),
      acting_for_(connection.acting_for),
      channel_(grpc::CreateCustomChannel(connection.gateway, CredentialsOf(connection), Limits())) {}

std::unique_ptr<grpc::ClientContext> GatewayChannel::NewContext(ports::Instant deadline) const {
  auto context = std::make_unique<grpc::ClientContext>();
  context->set_deadline(deadline);
  if (!token_.empty()) context->AddMetadata("authorization", fmt::format("Bearer {}", token_));
  if (!acting_for_.empty()) context->AddMetadata("x-acting-for", acting_for_);
  context->AddMetadata(std::string(rpc::kDetailLimitKey), fmt::format("{}", rpc::kLargestDetailBytes));
  return context;
}

absl::Status GatewayChannel::ToStatus(const grpc::Status& status) const {
  return rpc::FromPeer(name_, status);
}

}  // namespace clearbudget::cli
