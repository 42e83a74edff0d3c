// The four methods of a service's trail, the same for every service.
#pragma once

#include <atomic>
#include <string>

#include "clearbudget/trail/v1/trail.pb.h"
#include "common/ports/page_tokens.h"
#include "common/rpc/service_methods.h"
#include "common/trail_rpc/trail_exporter.h"
#include "common/trail_store/trail_log.h"

namespace clearbudget::trail_rpc {

class TrailMethods {
 public:
  // An export holds a thread of the server for as long as its reader takes, so that only so many run at once.
  static constexpr int kMostExports = 4;

  // `service` is the process, "submission". Log and tokens must outlive the methods.
  TrailMethods(trail_store::TrailLog& log, const ports::PageTokens& tokens, std::string service)
      : log_(log), tokens_(tokens), exporter_(log, std::move(service)) {}

  // Adds the handlers; this must outlive them.
  void AddTo(rpc::ServiceMethods& methods);

 private:
  using Send = rpc::ServiceMethods::Send<trail::v1::ExportTrailResponse>;

  absl::StatusOr<trail::v1::ListTrailEntriesResponse> List(const rpc::CallContext& call,
                                                           const trail::v1::ListTrailEntriesRequest& request);
  absl::Status Export(const rpc::CallContext& call, const trail::v1::ExportTrailRequest& request,
                      const Send& send);
  absl::StatusOr<trail::v1::TrailCheckpoint> Checkpoint(const rpc::CallContext& call);
  absl::StatusOr<trail::v1::TrailConsistencyProof> Prove(
      const rpc::CallContext& call, const trail::v1::GetTrailConsistencyProofRequest& request);

  trail_store::TrailLog& log_;
  const ports::PageTokens& tokens_;
  TrailExporter exporter_;
  std::atomic<int> exports_ = 0;
};

}  // namespace clearbudget::trail_rpc
