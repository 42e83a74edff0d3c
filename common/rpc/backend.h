// Another service that this process calls: its channel, and the one way to call it.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/ports/clock.h"
#include "common/rpc/call_context.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/status.h"

namespace clearbudget::rpc {

// Whose call it is and how long it may take.
struct OutgoingCall {
  std::string token = {};
  std::string request_id = {};
  // Instant::max() for the backend's own time limit.
  ports::Instant deadline = ports::Instant::max();
};

// A call made on behalf of one that is being served: its credentials, its request id, and its deadline less a
// margin, in which the answer can still be used.
OutgoingCall Forward(const CallContext& call);

class Backend {
 public:
  // `name` is what errors call it, such as "submission"; `target` is host:port. `services` are the full names
  // of the services called there; those of their methods that the contract calls idempotent are repeated when
  // the backend is away for a moment. Connects at the first call.
  Backend(std::string name, const std::string& target, const std::vector<std::string>& services,
          std::chrono::milliseconds time_limit = std::chrono::seconds(30));

  const std::string& name() const { return name_; }
  // For the stubs.
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }

  // Calls a method of a stub:
  //   backend.Call(Forward(call), *stub_, &BudgetService::StubInterface::GetBudget, request)
  // Errors: those of the method, with reason, metadata and violations; UNAVAILABLE, BACKEND_UNAVAILABLE and
  // DEADLINE_EXCEEDED naming the backend.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(const OutgoingCall& call, Stub& stub,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const Request& request) const;

 private:
  // Metadata and deadline.
  std::unique_ptr<grpc::ClientContext> NewContext(const OutgoingCall& call) const;
  absl::Status ToStatus(const grpc::Status& status) const;

  std::string name_;
  std::chrono::milliseconds time_limit_;
  std::shared_ptr<grpc::Channel> channel_;
};

template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Backend::Call(const OutgoingCall& call, Stub& stub,
                                       grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                                    Response*),
                                       const Request& request) const {
  const auto context = NewContext(call);
  Response response;
  const absl::Status status = ToStatus((stub.*method)(context.get(), request, &response));
  if (!status.ok()) return status;
  return response;
}

}  // namespace clearbudget::rpc
