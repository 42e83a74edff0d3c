#include "common/rpc/peer_status.h"

#include "common/errors/error.h"
#include "common/rpc/limits.h"
#include "common/rpc/status_conversion.h"
#include "fmt/core.h"

namespace clearbudget::rpc {

using errors::Reason;

absl::Status FromPeer(const std::string& peer, const grpc::Status& status) {
  absl::Status converted = FromGrpc(status);
  if (converted.ok() || errors::ReasonOf(converted).has_value()) return converted;
  // Nobody of ours wrote this status: it comes from gRPC itself.
  switch (converted.code()) {
    case absl::StatusCode::kUnavailable:
      return errors::Error(Reason::kBackendUnavailable, {{"backend", peer}});
    case absl::StatusCode::kDeadlineExceeded:
      return errors::Error(Reason::kDeadlineExceeded, {{"backend", peer}});
    case absl::StatusCode::kCancelled:
      return errors::Error(Reason::kCancelled);
    case absl::StatusCode::kResourceExhausted:
      // The only way to tell a message over the limit from a busy server is gRPC's text.
      if (status.error_message().find("larger than max") != std::string::npos) {
        return errors::Error(Reason::kTooLarge, {{"limit", fmt::format("{} bytes", kLargestMessage)}});
      }
      return errors::Error(Reason::kServerBusy, {{"backend", peer}});
    default:
      return errors::Error(Reason::kBackendFailed,
                           {{"backend", peer}, {"code", std::string(CodeName(converted.code()))}});
  }
}

}  // namespace clearbudget::rpc
