#include "common/rpc/backend.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_join.h"
#include "common/errors/error.h"
#include "common/rpc/limits.h"
#include "common/rpc/peer_status.h"
#include "common/rpc/status_conversion.h"
#include "common/rpc/tls_credentials.h"
#include "fmt/core.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor.pb.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/support/channel_arguments.h"

namespace clearbudget::rpc {
namespace {

using errors::Reason;
using std::chrono::milliseconds;

// What of the caller's time is kept for the way back.
constexpr milliseconds kMargin{50};

// The names of the methods that may be called twice, as a service config lists them.
std::vector<std::string> IdempotentMethods(const std::vector<std::string>& services) {
  std::vector<std::string> names;
  for (const std::string& service : services) {
    const auto* descriptor = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(service);
    if (descriptor == nullptr) continue;
    for (int i = 0; i < descriptor->method_count(); ++i) {
      const auto* method = descriptor->method(i);
      if (method->options().idempotency_level() == google::protobuf::MethodOptions::IDEMPOTENCY_UNKNOWN)
        continue;
      names.push_back(fmt::format(R"({{"service":"{}","method":"{}"}})", service, method->name()));
    }
  }
  return names;
}

std::string ServiceConfig(const std::vector<std::string>& services) {
  const std::vector<std::string> names = IdempotentMethods(services);
  if (names.empty()) return "{}";
  return fmt::format(
      R"({{"methodConfig":[{{"name":[{}],"retryPolicy":{{"maxAttempts":3,"initialBackoff":"0.05s",)"
      R"("maxBackoff":"0.5s","backoffMultiplier":3,"retryableStatusCodes":["UNAVAILABLE"]}}}}]}})",
      absl::StrJoin(names, ","));
}

grpc::ChannelArguments Limits(const std::vector<std::string>& services) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kLargestMessage);
  arguments.SetMaxSendMessageSize(kLargestMessage);
  arguments.SetInt(GRPC_ARG_MAX_METADATA_SIZE, kLargestMetadata);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveTimeMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  // A backend that comes back is found within a second, not after gRPC's growing pauses of up to two minutes.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  // How long one attempt may take, whatever its name says; a handshake of a busy machine needs more than a
  // pause.
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 2000);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  arguments.SetServiceConfigJSON(ServiceConfig(services));
  return arguments;
}

}  // namespace

Backend::Backend(std::string name, const std::string& target, const std::vector<std::string>& services,
                 const TlsFiles& files, milliseconds time_limit)
    : name_(std::move(name)), time_limit_(time_limit) {
  grpc::ChannelArguments arguments = Limits(services);
  NameServer(files, name_, arguments);
  channel_ = grpc::CreateCustomChannel(target, ChannelTls(files, name_), arguments);
}

std::unique_ptr<grpc::ClientContext> Backend::NewContext(const ports::CallLimits& limits) const {
  auto context = std::make_unique<grpc::ClientContext>();
  const bool unlimited = limits.deadline == ports::Instant::max();
  const ports::Instant deadline = unlimited ? limits.deadline : limits.deadline - kMargin;
  context->set_deadline(std::min(deadline, std::chrono::system_clock::now() + time_limit_));
  if (!limits.request_id.empty()) context->AddMetadata("x-request-id", limits.request_id);
  context->AddMetadata(std::string(kDetailLimitKey), fmt::format("{}", kLargestDetailBytes));
  return context;
}

absl::Status Backend::ToStatus(const grpc::Status& status) const {
  absl::Status converted = FromGrpc(status);
  // The backend judged this process and not the caller that is being served, who is not to blame.
  if (absl::IsUnauthenticated(converted) || absl::IsPermissionDenied(converted)) {
    return errors::Error(Reason::kBackendFailed,
                         {{"backend", name_}, {"code", std::string(CodeName(converted.code()))}});
  }
  return FromPeer(name_, status);
}

}  // namespace clearbudget::rpc
