// absl::Status with its reason, metadata and violations <-> grpc::Status with google.rpc details: ErrorInfo
// (domain "clearbudget"), LocalizedMessage in zh-CN and en, BadRequest.
#pragma once

#include <cstddef>
#include <string_view>

#include "absl/status/status.h"
#include "grpcpp/support/status.h"

namespace clearbudget::rpc {

// Details travel in a trailer. A client that has not raised its limit takes 8 KiB with base64, so this much
// is safe.
inline constexpr std::size_t kSafeDetailBytes = 5 * 1024;
// For a client that says in the metadata below that it takes more.
inline constexpr std::size_t kLargestDetailBytes = 24 * 1024;
// Request metadata: the most bytes of details that the client takes, in decimal.
inline constexpr std::string_view kDetailLimitKey = "x-error-detail-bytes";
// ErrorInfo metadata: how many violations were left out to stay within the limit.
inline constexpr std::string_view kViolationsLeftOut = "violations_left_out";

// The texts are the catalogue's. A status without reason gets the one that fits its code, and its own message
// is left out, since nobody wrote that for a caller; a code that only a mistake of ours can give becomes
// INTERNAL. Violations that do not fit into `largest_details` bytes are counted in the metadata and left out.
grpc::Status ToGrpc(const absl::Status& status, std::size_t largest_details = kSafeDetailBytes);

// The way back, for clients. A status without our details keeps code and message and has no reason.
absl::Status FromGrpc(const grpc::Status& status);

// "OK", "NOT_FOUND", ...
std::string_view CodeName(absl::StatusCode code);

}  // namespace clearbudget::rpc
