// The way that every call goes before its handler runs: caller, role, request, relation to the resource.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "common/ports/clock.h"
#include "common/ports/id_source.h"
#include "common/rpc/agency_relations.h"
#include "common/rpc/call_context.h"
#include "common/rpc/caller.h"
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
  // All must outlive the gate.
  struct Ports {
    CallerVerifier& callers;
    AgencyRelations& relations;
    const ports::Clock& clock;
    ports::IdSource& ids;
  };

  MethodGate(const Ports& ports, RequestChecks checks);

  // Fills the context. Nothing of the resource is read. Errors: UNAUTHENTICATED; PERMISSION_DENIED;
  // INVALID_ARGUMENT with all violations; UNAVAILABLE where the relation cannot be looked up.
  absl::Status Admit(const MethodRule& rule, const grpc::ServerContextBase& server,
                     const google::protobuf::Message& request, CallContext& call);

  // The end of every call: logs it and gives the answer's status. `start` is when the call began.
  grpc::Status Finish(const MethodRule& rule, const grpc::ServerContextBase& server, const CallContext& call,
                      ports::Instant start, const absl::Status& status) const;

  ports::Instant Now() const { return ports_.clock.Now(); }

 private:
  absl::Status Authenticate(const grpc::ServerContextBase& server, CallContext& call);
  absl::Status CheckRequest(const MethodRule& rule, const google::protobuf::Message& request) const;
  absl::Status CheckRelation(const MethodRule& rule, const google::protobuf::Message& request,
                             const CallContext& call);

  Ports ports_;
  RequestChecks checks_;
};

}  // namespace clearbudget::rpc
