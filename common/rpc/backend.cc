#include "common/rpc/backend.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_join.h"
#include "common/errors/error.h"
#include "common/rpc/limits.h"
#include "common/rpc/status_conversion.h"
#include "fmt/core.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor.pb.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
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
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  arguments.SetServiceConfigJSON(ServiceConfig(services));
  return arguments;
}

}  // namespace

OutgoingCall Forward(const CallContext& call) {
  const bool unlimited = call.deadline == ports::Instant::max();
  return {.token = call.token,
          .request_id = call.request_id,
          .deadline = unlimited ? call.deadline : call.deadline - kMargin};
}

Backend::Backend(std::string name, const std::string& target, const std::vector<std::string>& services,
                 milliseconds time_limit)
    : name_(std::move(name)),
      time_limit_(time_limit),
      channel_(grpc::CreateCustomChannel(target, grpc::InsecureChannelCredentials(), Limits(services))) {}

std::unique_ptr<grpc::ClientContext> Backend::NewContext(const OutgoingCall& call) const {
  auto context = std::make_unique<grpc::ClientContext>();
  context->set_deadline(std::min(call.deadline, std::chrono::system_clock::now() + time_limit_));
  if (!call.token.empty()) context->AddMetadata("authorization", fmt::format("Bearer {}", call.token));
  if (!call.request_id.empty()) context->AddMetadata("x-request-id", call.request_id);
  context->AddMetadata(std::string(kDetailLimitKey), fmt::format("{}", kLargestDetailBytes));
  return context;
}

absl::Status Backend::ToStatus(const grpc::Status& status) const {
  absl::Status converted = FromGrpc(status);
  if (converted.ok() || errors::ReasonOf(converted).has_value()) return converted;
  // Nobody of ours wrote this status: it comes from gRPC itself.
  switch (converted.code()) {
    case absl::StatusCode::kUnavailable:
      return errors::Error(Reason::kBackendUnavailable, {{"backend", name_}});
    case absl::StatusCode::kDeadlineExceeded:
      return errors::Error(Reason::kDeadlineExceeded, {{"backend", name_}});
    case absl::StatusCode::kCancelled:
      return errors::Error(Reason::kCancelled);
    case absl::StatusCode::kResourceExhausted:
      // The only way to tell a message over the limit from a busy server is gRPC's text.
      if (status.error_message().find("larger than max") != std::string::npos) {
        return errors::Error(Reason::kTooLarge, {{"limit", fmt::format("{} bytes", kLargestMessage)}});
      }
      return errors::Error(Reason::kServerBusy, {{"backend", name_}});
    default:
      return errors::Error(Reason::kBackendFailed,
                           {{"backend", name_}, {"code", std::string(CodeName(converted.code()))}});
  }
}

}  // namespace clearbudget::rpc
