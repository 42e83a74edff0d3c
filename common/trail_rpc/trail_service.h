#pragma once

#include <string>

#include "common/rpc/method_gate.h"
#include "common/rpc/server.h"
#include "common/rpc/service_methods.h"
#include "common/trail_rpc/trail_methods.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/sync_stream.h"

namespace clearbudget::trail_rpc {

// The trail service of a process. `Generated` is a class of the contract with the trail's methods, such as
// budget::v1::BudgetTrailService:
//
//   trail_rpc::TrailService<budget::v1::BudgetTrailService> trail_rpc{trail->log(), *tokens, "submission",
//   gate};
//   ... Services() { return {..., trail_rpc.Served()}; }
template <typename Generated>
class TrailService final : public Generated::Service {
 public:
  // `service` is the process, "submission". All else must outlive the service.
  TrailService(trail_store::TrailLog& log, const ports::PageTokens& tokens, std::string service,
               rpc::MethodGate& gate)
      : trail_(log, tokens, std::move(service)), methods_(Generated::service_full_name(), gate) {
    trail_.AddTo(methods_);
  }

  rpc::ServedService Served() { return {this, &methods_}; }

  grpc::Status ListTrailEntries(grpc::ServerContext* context,
                                const trail::v1::ListTrailEntriesRequest* request,
                                trail::v1::ListTrailEntriesResponse* response) override {
    return methods_.Serve("ListTrailEntries", context, request, response);
  }
  grpc::Status ExportTrail(grpc::ServerContext* context, const trail::v1::ExportTrailRequest* request,
                           grpc::ServerWriter<trail::v1::ExportTrailResponse>* writer) override {
    return methods_.ServeStream("ExportTrail", context, request, writer);
  }
  grpc::Status GetTrailCheckpoint(grpc::ServerContext* context,
                                  const trail::v1::GetTrailCheckpointRequest* request,
                                  trail::v1::TrailCheckpoint* response) override {
    return methods_.Serve("GetTrailCheckpoint", context, request, response);
  }
  grpc::Status GetTrailConsistencyProof(grpc::ServerContext* context,
                                        const trail::v1::GetTrailConsistencyProofRequest* request,
                                        trail::v1::TrailConsistencyProof* response) override {
    return methods_.Serve("GetTrailConsistencyProof", context, request, response);
  }

 private:
  TrailMethods trail_;
  rpc::ServiceMethods methods_;
};

}  // namespace clearbudget::trail_rpc
