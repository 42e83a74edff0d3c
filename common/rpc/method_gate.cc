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

absl::Status Denied(const MethodRule& rule, std::string resource) {
  errors::Metadata metadata{{"method", rule.name}};
  if (!resource.empty()) metadata.emplace("resource", std::move(resource));
  return errors::Error(Reason::kPermissionDenied, std::move(metadata));
}

bool HasRole(const Caller& caller, const std::string& role) {
  return std::find(caller.roles.begin(), caller.roles.end(), role) != caller.roles.end();
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

// What a caller is not told: the message of a fault of ours, which whoever runs the service needs.
void LogFault(const MethodRule& rule, const CallContext& call, const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kUnknown:
    case absl::StatusCode::kDataLoss:
    case absl::StatusCode::kUnavailable:
      break;
    default:
      return;
  }
  const std::string cause = observability::Utf8Within(std::string(status.message()), kLongestCause);
  observability::Log(observability::Level::kError, "fault",
                     {{"method", rule.full_name},
                      {"code", CodeName(status.code())},
                      {"request_id", call.request_id},
                      {"cause", cause}});
}

std::size_t LargestDetails(const grpc::ServerContextBase& server) {
  std::size_t bytes = 0;
  const auto stated = MetadataValue(server, std::string(kDetailLimitKey));
  if (!stated.has_value() || !absl::SimpleAtoi(std::string(*stated), &bytes)) return kSafeDetailBytes;
  return std::clamp(bytes, kSafeDetailBytes, kLargestDetailBytes);
}

}  // namespace

MethodGate::MethodGate(const Ports& ports, RequestChecks checks)
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
  if (absl::Status status = Authenticate(server, call); !status.ok()) return status;
  const bool any_role = std::any_of(rule.grants.begin(), rule.grants.end(),
                                    [&](const Grant& grant) { return HasRole(call.caller, grant.role); });
  if (!any_role) return Denied(rule, "");
  if (absl::Status status = CheckRequest(rule, request); !status.ok()) return status;
  return CheckRelation(rule, request, call);
}

absl::Status MethodGate::Authenticate(const grpc::ServerContextBase& server, CallContext& call) {
  constexpr std::string_view kScheme = "Bearer ";
  const std::string_view stated = MetadataValue(server, "authorization").value_or("");
  if (!stated.starts_with(kScheme)) return errors::Error(Reason::kCredentialsMissing);
  const std::string_view token = stated.substr(kScheme.size());
  absl::StatusOr<Caller> caller = ports_.callers.Verify(token);
  if (!caller.ok()) return caller.status();
  call.caller = *std::move(caller);
  call.token = std::string(token);
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

absl::Status MethodGate::CheckRelation(const MethodRule& rule, const google::protobuf::Message& request,
                                       const CallContext& call) {
  const std::string resource = rule.ResourceOf(request);
  const ResourceName name = ParseResourceName(resource).value_or(ResourceName{});
  bool ask_for_units = false;
  for (const Grant& grant : rule.grants) {
    if (!HasRole(call.caller, grant.role)) continue;
    if (StandsTo(call.caller, name, grant.relation)) return absl::OkStatus();
    ask_for_units |= grant.relation == Relation::kOwnOrUnits;
  }
  // The one relation that has to be looked up; only within the caller's own region, where its units can lie.
  const bool may_be_unit = !name.agency.empty() && !MeansAllAgencies(name) && !call.caller.agency.empty() &&
                           name.region == call.caller.region;
  if (ask_for_units && may_be_unit) {
    const absl::StatusOr<bool> unit = ports_.relations.IsUnitOf(call, name.agency, call.caller.agency);
    if (!unit.ok()) return unit.status();
    if (*unit) return absl::OkStatus();
  }
  return Denied(rule, resource);
}

grpc::Status MethodGate::Finish(const MethodRule& rule, const grpc::ServerContextBase& server,
                                const CallContext& call, ports::Instant start,
                                const absl::Status& status) const {
  const auto latency = std::chrono::duration_cast<std::chrono::microseconds>(Now() - start);
  LogFault(rule, call, status);
  const grpc::Status answer = ToGrpc(status, LargestDetails(server));
  const auto reason = errors::ReasonOf(status);
  observability::LogCall({.method = rule.full_name,
                          .code = CodeName(static_cast<absl::StatusCode>(answer.error_code())),
                          .reason = reason.has_value() ? errors::ReasonName(*reason) : "",
                          .latency_us = latency.count(),
                          .request_id = call.request_id,
                          .subject = call.caller.subject});
  return answer;
}

}  // namespace clearbudget::rpc
