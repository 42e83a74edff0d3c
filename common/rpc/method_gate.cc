#include "common/rpc/method_gate.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "common/errors/error.h"
#include "common/observability/log.h"
#include "common/observability/utf8.h"
#include "common/rpc/acting_for.h"
#include "common/rpc/permission.h"
#include "common/rpc/relation_check.h"
#include "common/rpc/status_conversion.h"
#include "fmt/core.h"
#include "grpcpp/server_context.h"

namespace clearbudget::rpc {
namespace {

using errors::Reason;

constexpr std::size_t kLongestRequestId = 64;
constexpr std::size_t kLongestCause = 300;

// The one value of a key; none where it is absent or occurs more than once, as then nobody knows which one
// counts.
std::optional<std::string_view> MetadataValue(const grpc::ServerContextBase& server, const std::string& key) {
  const auto& metadata = server.client_metadata();
  const auto [begin, end] = metadata.equal_range(grpc::string_ref(key));
  if (begin == end || std::next(begin) != end) return std::nullopt;
  return std::string_view(begin->second.data(), begin->second.size());
}

bool IsRequestId(std::string_view id) {
  const auto allowed = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' ||
           c == '_' || c == '-';
  };
  return !id.empty() && id.size() <= kLongestRequestId && std::all_of(id.begin(), id.end(), allowed);
}

// The violations of the status and those added, one a path.
absl::Status WithMore(const absl::Status& status, std::vector<errors::Violation> added) {
  std::vector<errors::Violation> all = errors::ViolationsOf(status);
  std::erase_if(added, [&](const errors::Violation& violation) {
    return std::any_of(all.begin(), all.end(),
                       [&](const auto& known) { return known.path == violation.path; });
  });
  if (added.empty()) return status;
  all.insert(all.begin(), added.begin(), added.end());
  errors::Metadata metadata = errors::MetadataOf(status);
  metadata.insert_or_assign("violations", fmt::format("{}", all.size()));
  return errors::Error(Reason::kInvalidRequest, std::move(metadata), std::move(all));
}

bool IsFault(const absl::Status& status) {
  return status.code() == absl::StatusCode::kInternal || status.code() == absl::StatusCode::kUnknown ||
         status.code() == absl::StatusCode::kDataLoss || status.code() == absl::StatusCode::kUnavailable;
}

// What a caller is not told: the message of a fault of ours, which whoever runs the service needs.
void LogFault(std::string_view event, const MethodRule& rule, const CallContext& call,
              const absl::Status& status) {
  const std::string cause = observability::Utf8Within(std::string(status.message()), kLongestCause);
  observability::Log(observability::Level::kError, event,
                     {{"method", rule.full_name},
                      {"code", CodeName(status.code())},
                      {"request_id", call.request_id},
                      {"cause", cause}});
}

// What is recorded of a status as a refusal; none for other errors. A secrecy marking stands among the
// violations of a request; whoever sends one is to be known.
std::optional<Reason> RefusalOf(const absl::Status& status) {
  const auto reason = errors::ReasonOf(status);
  if (reason == Reason::kPermissionDenied || reason == Reason::kDelegationInvalid ||
      reason == Reason::kOtherPersonRequired) {
    return reason;
  }
  if (reason != Reason::kInvalidRequest) return std::nullopt;
  for (const errors::Violation& violation : errors::ViolationsOf(status)) {
    if (violation.reason == Reason::kConfidentialContent) return violation.reason;
  }
  return std::nullopt;
}

// True for an answer that tells what is not published and that neither an operation nor a refusal records.
bool TellsWhatIsUnpublished(const MethodRule& rule, const google::protobuf::Message& request,
                            const absl::Status& status) {
  if (status.ok()) return rule.unpublished || (rule.mutation && rule.IsValidateOnly(request));
  return rule.mutation && !IsFault(status) && !absl::IsDeadlineExceeded(status) &&
         !RefusalOf(status).has_value();
}

std::size_t LargestDetails(const grpc::ServerContextBase& server) {
  std::size_t bytes = 0;
  const auto stated = MetadataValue(server, std::string(kDetailLimitKey));
  if (!stated.has_value() || !absl::SimpleAtoi(std::string(*stated), &bytes)) return kSafeDetailBytes;
  return std::clamp(bytes, kSafeDetailBytes, kLargestDetailBytes);
}

}  // namespace

MethodGate::MethodGate(const GatePorts& ports, RequestChecks checks)
    : ports_(ports), checks_(std::move(checks)) {}

absl::Status MethodGate::Admit(const MethodRule& rule, const grpc::ServerContextBase& server,
                               const google::protobuf::Message& request, CallContext& call) {
  call.method = rule.name;
  // gRPC says "no deadline" with an instant that converts to the greatest one.
  call.deadline = server.deadline();
  const std::string request_id = rule.RequestIdOf(request);
  const std::string_view named = MetadataValue(server, "x-request-id").value_or("");
  if (IsRequestId(request_id)) {
    call.request_id = request_id;
  } else {
    call.request_id = IsRequestId(named) ? std::string(named) : ports_.ids.NextId();
  }
  if (absl::Status status = Identify(server, call); !status.ok()) return status;
  if (absl::Status status = CheckRole(rule, call); !status.ok()) return status;
  if (absl::Status status = CheckRequest(rule, request); !status.ok()) return status;
  auto scope = PermittedScope(rule, rule.ResourceOf(request), call, ports_.relations, ports_.states);
  if (!scope.ok()) return scope.status();
  call.scope = *std::move(scope);
  return absl::OkStatus();
}

absl::Status MethodGate::Identify(const grpc::ServerContextBase& server, CallContext& call) const {
  absl::StatusOr<Incoming> incoming = ports_.callers.CallerOf(server);
  if (!incoming.ok()) return incoming.status();
  call.caller = std::move(incoming->caller);
  call.service = std::move(incoming->service);
  call.client_address = std::move(incoming->client_address);
  static const std::string key(kActingForKey);
  const auto [begin, end] = server.client_metadata().equal_range(grpc::string_ref(key));
  if (begin == end) return absl::OkStatus();
  // Of two delegations nobody knows which one counts, and a service has no power of a person's to borrow.
  if (std::next(begin) != end || !call.service.empty()) return errors::Error(Reason::kDelegationInvalid);
  const std::string_view name(begin->second.data(), begin->second.size());
  auto acting = ActingFor(name, call.caller, call.Limits(), Now(), ports_.delegations);
  if (!acting.ok()) return acting.status();
  call.caller = *std::move(acting);
  return absl::OkStatus();
}

absl::Status MethodGate::CheckRequest(const MethodRule& rule,
                                      const google::protobuf::Message& request) const {
  absl::Status status = checks_(request);
  if (!status.ok() && errors::ReasonOf(status) != Reason::kInvalidRequest) return status;
  std::vector<errors::Violation> added;
  if (rule.mutation && !IsRequestId(rule.RequestIdOf(request))) {
    const std::string given = rule.RequestIdOf(request);
    added.push_back({.path = "request_id",
                     .given = given,
                     .reason = given.empty() ? Reason::kRequired : Reason::kRequestIdMalformed,
                     .expected_zh = "1 至 64 个字母、数字、点、下划线或连字符",
                     .expected_en = "1 to 64 letters, digits, dots, underscores or hyphens"});
  }
  const std::string resource = rule.ResourceOf(request);
  if (!rule.resource_path.empty() && !ParseResourceName(resource).has_value()) {
    added.push_back({.path = rule.ResourceField(),
                     .given = resource,
                     .reason = resource.empty() ? Reason::kRequired : Reason::kNameMalformed,
                     .expected_zh = "资源名称，如 regions/130303/agencies/101",
                     .expected_en = "a resource name such as regions/130303/agencies/101"});
  }
  return WithMore(status, std::move(added));
}

ports::AuditEvent MethodGate::EventOf(const MethodRule& rule, const google::protobuf::Message& request,
                                      const CallContext& call) const {
  const std::string resource = rule.ResourceOf(request);
  const auto time = std::chrono::duration_cast<std::chrono::microseconds>(Now().time_since_epoch());
  // A refused request may not have been checked: what is not a name may be anything, and is not kept.
  return {.caller = call.caller,
          .client_address = call.client_address,
          .method = fmt::format("/{}", rule.full_name),
          .resource = ParseResourceName(resource).has_value() ? resource : "",
          .request_id = call.request_id,
          .time = time.count()};
}

absl::Status MethodGate::RecordRead(const MethodRule& rule, const google::protobuf::Message& request,
                                    const CallContext& call, const absl::Status& status) const {
  if (!call.service.empty() || !TellsWhatIsUnpublished(rule, request, status)) return absl::OkStatus();
  const ResourceName name = ParseResourceName(rule.ResourceOf(request)).value_or(ResourceName{});
  // What belongs to no agency, such as a delegation, holds nothing of one.
  if (rule.mutation && name.agency.empty()) return absl::OkStatus();
  if (!call.caller.agency.empty() && name.agency == call.caller.agency) return absl::OkStatus();
  ports::AuditEvent event = EventOf(rule, request, call);
  event.kind = ports::AuditEvent::Kind::kRead;
  event.code = CodeName(absl::StatusCode::kOk);
  return ports_.audit.Record(event);
}

grpc::Status MethodGate::Finish(const MethodRule& rule, const grpc::ServerContextBase& server,
                                const google::protobuf::Message& request, const CallContext& call,
                                ports::Instant start, const absl::Status& status) const {
  const auto reason = errors::ReasonOf(status);
  const auto refusal = RefusalOf(status);
  if (refusal.has_value() && !call.caller.subject.empty()) {
    ports::AuditEvent event = EventOf(rule, request, call);
    event.code = CodeName(status.code());
    event.reason = errors::ReasonName(*refusal);
    const absl::Status recorded = ports_.audit.Record(event);
    if (!recorded.ok()) LogFault("refusal_not_recorded", rule, call, recorded);
  }
  if (IsFault(status)) LogFault("fault", rule, call, status);
  const grpc::Status answer = ToGrpc(status, LargestDetails(server));
  const auto latency = std::chrono::duration_cast<std::chrono::microseconds>(Now() - start);
  observability::LogCall({.method = rule.full_name,
                          .code = CodeName(static_cast<absl::StatusCode>(answer.error_code())),
                          .reason = reason.has_value() ? errors::ReasonName(*reason) : "",
                          .latency_us = latency.count(),
                          .request_id = call.request_id,
                          .subject = call.caller.subject});
  return answer;
}

}  // namespace clearbudget::rpc
