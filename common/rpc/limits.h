// Limits that both ends of every connection share.
#pragma once

namespace clearbudget::rpc {

// The largest message that is received, in bytes.
inline constexpr int kLargestMessage = 16 * 1024 * 1024;
// All metadata of a call, in bytes: room for a token of 8 KiB, or for 24 KiB of error details in base64.
inline constexpr int kLargestMetadata = 48 * 1024;
inline constexpr int kKeepaliveTimeMs = 60 * 1000;
inline constexpr int kKeepaliveTimeoutMs = 20 * 1000;

}  // namespace clearbudget::rpc
