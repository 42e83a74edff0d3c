#include "services/gateway/relay/dispatcher.h"

#include <algorithm>
#include <utility>

#include "services/gateway/domain/grpc_timeout.h"
#include "services/gateway/relay/local_call.h"
#include "services/gateway/relay/relay_call.h"

namespace clearbudget::gateway {
namespace {

constexpr std::string_view kUnroutedMethod = "/-";

// What the contract may call a service or a method.
bool IsIdentifier(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  });
}

}  // namespace

Dispatcher::Dispatcher(const GatewayConfig& config, TimerWheel& timers, UpstreamPool& pool,
                       const LocalMethods& local_methods, Authenticator& authenticator,
                       ports::IdSource& request_ids, GatewayLog& log)
    : config_(config),
      timers_(timers),
      pool_(pool),
      local_methods_(local_methods),
      authenticator_(authenticator),
      request_ids_(request_ids),
      log_(log),
      max_calls_((config.limits.max_calls + config.threads - 1) / config.threads) {}

std::string Dispatcher::RequestIdFor(const JudgedRequest& judged) {
  return judged.request_id.empty() ? request_ids_.NextId() : std::string(judged.request_id);
}

std::unique_ptr<Call> Dispatcher::Begin(ClientStreams& client, std::int32_t stream_id,
                                        const HeaderViews& headers, const Peer& peer) {
  Request request{client, stream_id, {}, {}, {}};
  const std::optional<Refusal> refusal = JudgeRequest(headers, request.judged);
  request.request_id = RequestIdFor(request.judged);
  if (refusal) return Refuse(request, *refusal);
  if (open_calls_ >= max_calls_) return Refuse(request, RefuseTooManyCalls());
  std::unique_ptr<Call> call = Route(request, peer);
  if (call) ++open_calls_;
  return call;
}

void Dispatcher::RefuseTooLarge(ClientStreams& client, std::int32_t stream_id, const HeaderViews& headers) {
  Request request{client, stream_id, {}, {}, {}};
  request.judged.path = FindHeader(headers, ":path");
  request.judged.method = ParseMethodPath(request.judged.path).value_or(MethodPath{});
  request.request_id = request_ids_.NextId();
  Refuse(request, RefuseHeaderListSize(config_.limits.header_list_bytes));
}

std::unique_ptr<Call> Dispatcher::Refuse(const Request& request, const Refusal& refusal) {
  SendRefusal(request.client, request.stream_id, refusal, request.request_id);
  log_.CallEnded({.method = LoggedMethod(request.judged),
                  .request_id = request.request_id,
                  .subject = request.subject,
                  .code = refusal.code,
                  .reason = refusal.reason});
  return nullptr;
}

// Anybody may write any text into a path, and a log keeps it: only names that could be of a method that is
// served here are logged.
std::string_view Dispatcher::LoggedMethod(const JudgedRequest& judged) const {
  const MethodPath& method = judged.method;
  const bool routed =
      LocalMethods::IsLocalService(method.service) || config_.routes.FindBackend(method.service).has_value();
  return routed && IsIdentifier(method.service) && IsIdentifier(method.method) ? judged.path
                                                                               : kUnroutedMethod;
}

CallStart Dispatcher::StartOf(const Request& request) const {
  return {.stream_id = request.stream_id,
          .method = std::string(LoggedMethod(request.judged)),
          .request_id = request.request_id,
          .subject = request.subject,
          .deadline = request.judged.timeout.value_or(config_.times.default_deadline),
          .grace = config_.times.deadline_grace};
}

std::unique_ptr<Call> Dispatcher::Route(Request& request, const Peer& peer) {
  const MethodPath& method = request.judged.method;
  if (LocalMethods::IsLocalService(method.service)) {
    const LocalMethod* const local = local_methods_.Find(method);
    if (local == nullptr) return Refuse(request, RefuseUnknownMethod(request.judged.path));
    return std::make_unique<LocalCall>(request.client, timers_, StartOf(request), *local);
  }
  const std::optional<std::size_t> backend = config_.routes.FindBackend(method.service);
  if (!backend) return Refuse(request, RefuseUnknownMethod(request.judged.path));
  return Relay(request, peer, *backend);
}

std::unique_ptr<Call> Dispatcher::Relay(Request& request, const Peer& peer, std::size_t backend) {
  const Backend& target = config_.backends[backend];
  const Credentials credentials{.authorization_fields = request.judged.authorization_fields,
                                .authorization = request.judged.authorization,
                                .certificate = peer.certificate ? &*peer.certificate : nullptr};
  Admission admission;
  if (const std::optional<Refusal> refusal = authenticator_.Admit(credentials, target.name, admission)) {
    return Refuse(request, *refusal);
  }
  request.subject = admission.subject;
  CallStart start = StartOf(request);
  const std::string timeout = FormatGrpcTimeout(start.deadline);
  HeaderViews& forwarded = request.judged.forwarded;
  forwarded.push_back({"grpc-timeout", timeout});
  forwarded.push_back({"x-request-id", request.request_id});
  forwarded.push_back({"x-clearbudget-assertion", admission.assertion});
  forwarded.push_back({"x-clearbudget-client-address", peer.address});
  auto call = std::make_unique<RelayCall>(request.client, timers_, std::move(start), pool_, backend);
  if (!call->Start(forwarded)) {
    return Refuse(request, RefuseBackendAway(target.name, EndpointText(target.endpoint)));
  }
  return call;
}

void Dispatcher::End(const Call& call) {
  --open_calls_;
  log_.CallEnded(call.Record());
}

}  // namespace clearbudget::gateway
