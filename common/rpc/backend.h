// Another service that this process calls: its channel, and the one way to call it.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/ports/call_limits.h"
#include "common/rpc/tls_files.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/status.h"

namespace clearbudget::rpc {

class Backend {
 public:
  // `name` is the process, such as "submission": errors call it so, and its certificate must bear it.
  // `target` is host:port. `services` are the full names of the services called there; those of their methods
  // that the contract calls idempotent are repeated when the backend is away for a moment. Connects at the
  // first call.
  Backend(std::string name, const std::string& target, const std::vector<std::string>& services,
          const TlsFiles& files, std::chrono::milliseconds time_limit = std::chrono::seconds(30));

  const std::string& name() const { return name_; }
  // For the stubs.
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }

  // Calls a method of a stub:
  //   backend.Call(call.Limits(), *stub_, &BudgetService::StubInterface::GetBudget, request)
  // The other side sees the certificate of this process, the request id and the deadline, less a margin in
  // which the answer can still be used; nothing of the caller that is being served. Errors: those of the
  // method, with reason, metadata and violations; UNAVAILABLE, BACKEND_UNAVAILABLE and DEADLINE_EXCEEDED
  // naming the backend.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(const ports::CallLimits& limits, Stub& stub,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const Request& request) const;

 private:
  // Metadata and deadline.
  std::unique_ptr<grpc::ClientContext> NewContext(const ports::CallLimits& limits) const;
  absl::Status ToStatus(const grpc::Status& status) const;

  std::string name_;
  std::chrono::milliseconds time_limit_;
  std::shared_ptr<grpc::Channel> channel_;
};

template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Backend::Call(const ports::CallLimits& limits, Stub& stub,
                                       grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                                    Response*),
                                       const Request& request) const {
  const auto context = NewContext(limits);
  Response response;
  const absl::Status status = ToStatus((stub.*method)(context.get(), request, &response));
  if (!status.ok()) return status;
  return response;
}

}  // namespace clearbudget::rpc
