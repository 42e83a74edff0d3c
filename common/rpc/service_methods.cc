#include "common/rpc/service_methods.h"

#include <optional>

#include "absl/strings/str_join.h"
#include "common/errors/error.h"
#include "fmt/core.h"
#include "google/protobuf/descriptor.h"

namespace clearbudget::rpc {

ServiceMethods::ServiceMethods(std::string_view service, MethodGate& gate) : service_(service), gate_(gate) {
  const auto* descriptor = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(service_);
  if (descriptor == nullptr) {
    mistakes_.push_back(fmt::format("{} is no service of the contract", service));
  } else {
    ReadRules(*descriptor);
  }
}

ServiceMethods::ServiceMethods(const google::protobuf::ServiceDescriptor& service, MethodGate& gate)
    : service_(service.full_name()), gate_(gate) {
  ReadRules(service);
}

void ServiceMethods::ReadRules(const google::protobuf::ServiceDescriptor& service) {
  auto rules = ReadMethodTable(service);
  if (rules.ok()) {
    rules_ = *std::move(rules);
    for (const auto& [name, rule] : rules_) {
      if (!rule.LimitsStates() || gate_.KnowsStates()) continue;
      mistakes_.push_back(
          fmt::format("{} limits a grant to states, which nobody here can tell", rule.full_name));
    }
  } else {
    mistakes_.emplace_back(rules.status().message());
  }
}

void ServiceMethods::Register(std::string_view method, const google::protobuf::Descriptor* request,
                              const google::protobuf::Descriptor* response, bool streaming,
                              ErasedHandler handler) {
  const auto rule = rules_.find(method);
  if (rule == rules_.end()) {
    mistakes_.push_back(fmt::format("{}/{} has a handler and no rule in the contract", service_, method));
  } else if (rule->second.request != request || rule->second.response != response ||
             rule->second.server_streaming != streaming) {
    mistakes_.push_back(fmt::format("{} has a handler of other types", rule->second.full_name));
  } else if (!handlers_.emplace(method, std::move(handler)).second) {
    mistakes_.push_back(fmt::format("{} has two handlers", rule->second.full_name));
  }
}

absl::Status ServiceMethods::Complete() const {
  std::vector<std::string> mistakes = mistakes_;
  for (const auto& [name, rule] : rules_) {
    if (!handlers_.contains(name)) mistakes.push_back(fmt::format("{} has no handler", rule.full_name));
  }
  if (mistakes.empty()) return absl::OkStatus();
  return errors::WithReason(absl::FailedPreconditionError(absl::StrJoin(mistakes, "; ")),
                            errors::Reason::kInternal);
}

grpc::Status ServiceMethods::ServeErased(std::string_view method, const grpc::ServerContextBase& context,
                                         const Message& request, Message* response, const ErasedSend& send) {
  const ports::Instant start = gate_.Now();
  const auto rule = rules_.find(method);
  const auto handler = handlers_.find(method);
  // Only in a service that is not complete, which no server starts.
  if (rule == rules_.end() || handler == handlers_.end()) {
    return grpc::Status(grpc::StatusCode::UNIMPLEMENTED, fmt::format("{}/{}", service_, method));
  }
  CallContext call;
  const absl::Status status = Run(rule->second, handler->second, context, {request, response, send}, call);
  return gate_.Finish(rule->second, context, request, call, start, status);
}

absl::Status ServiceMethods::Run(const MethodRule& rule, const ErasedHandler& handler,
                                 const grpc::ServerContextBase& context, const Exchange& exchange,
                                 CallContext& call) {
  absl::Status status = gate_.Admit(rule, context, exchange.request, call);
  if (!status.ok()) return status;
  // Of a stream, the first message is the answer that must not go out before its reading is recorded.
  std::optional<absl::Status> recorded;
  const ErasedSend send = [&](const Message& message) {
    if (!recorded.has_value()) recorded = gate_.RecordRead(rule, exchange.request, call, absl::OkStatus());
    return recorded->ok() && exchange.send(message);
  };
  status = handler(call, exchange.request, exchange.response, send);
  if (!recorded.has_value()) recorded = gate_.RecordRead(rule, exchange.request, call, status);
  return recorded.has_value() && !recorded->ok() ? *recorded : status;
}

}  // namespace clearbudget::rpc
