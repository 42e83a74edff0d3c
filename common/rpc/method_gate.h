// The way that every call goes before its handler runs, and after: caller, delegation, role, request,
// relation to the resource, its state; then the audit log and the answer.
#pragma once

#include <functional>

#include "absl/status/status.h"
#include "common/ports/clock.h"
#include "common/rpc/call_context.h"
#include "common/rpc/gate_ports.h"
#include "common/rpc/method_table.h"
#include "grpcpp/support/status.h"

namespace grpc {
class ServerContextBase;
}  // namespace grpc

namespace clearbudget::rpc {

// The checks of a request that follow from the contract alone, as contract::CheckRequest does them. OK, or
// INVALID_ARGUMENT with all violations.
using RequestChecks = std::function<absl::Status(const google::protobuf::Message& request)>;

class MethodGate {
 public:
  MethodGate(const GatePorts& ports, RequestChecks checks);

  // Fills the context. Nothing of the resource is read but the state of a budget, by whom only that can let
  // in. Errors: UNAUTHENTICATED; PERMISSION_DENIED; INVALID_ARGUMENT with all violations; UNAVAILABLE where a
  // port is away.
  absl::Status Admit(const MethodRule& rule, const grpc::ServerContextBase& server,
                     const google::protobuf::Message& request, CallContext& call);

  // Records that the caller is about to be told of unpublished data of another agency than his own; nothing
  // for all other calls. That is also what a mutation answers that stores nothing, since its findings and its
  // errors tell the resource: one with validate_only, or one that fails, unless Finish records the failure or
  // it is a fault, which tells nothing. `status` is the handler's. The answer does not go out where this
  // fails. Errors: UNAVAILABLE.
  absl::Status RecordRead(const MethodRule& rule, const google::protobuf::Message& request,
                          const CallContext& call, const absl::Status& status) const;

  // The end of every call: records a refusal for want of permission, of another person or for a secrecy
  // marking, logs the call, and gives the answer's status. A refusal stands also where it cannot be recorded.
  // A call without a verified caller is logged only, since nobody is known to have made it. `start` is when
  // the call began.
  grpc::Status Finish(const MethodRule& rule, const grpc::ServerContextBase& server,
                      const google::protobuf::Message& request, const CallContext& call, ports::Instant start,
                      const absl::Status& status) const;

  ports::Instant Now() const { return ports_.clock.Now(); }
  // False where no method of a service behind this gate may limit grants to states.
  bool KnowsStates() const { return ports_.states != nullptr; }

 private:
  absl::Status Identify(const grpc::ServerContextBase& server, CallContext& call) const;
  absl::Status CheckRequest(const MethodRule& rule, const google::protobuf::Message& request) const;
  ports::AuditEvent EventOf(const MethodRule& rule, const google::protobuf::Message& request,
                            const CallContext& call) const;

  GatePorts ports_;
  RequestChecks checks_;
};

}  // namespace clearbudget::rpc
