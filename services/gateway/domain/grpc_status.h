// gRPC status codes as they stand on the wire, and the text rules of grpc-message.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace clearbudget::gateway {

using absl::StatusCode;

// "OK", "CANCELLED", ... of a code from 0 to 16, as in the gRPC documentation.
std::string_view StatusName(StatusCode code);

// The decimal text of a code from 0 to 16, for the grpc-status field; the view is static.
std::string_view StatusNumber(StatusCode code);

// Reads the value of a grpc-status field. Anything that is not 0 to 16 is kUnknown.
StatusCode ParseStatusNumber(std::string_view text);

// What a backend's stream reset means for its caller, from the HTTP/2 error code.
StatusCode StatusOfReset(std::uint32_t http2_error_code);

// What a backend's answer other than 200 means for its caller, from the text of `:status`.
StatusCode StatusOfHttp(std::string_view http_status);

// Writes a text as grpc-message carries it: bytes outside 0x20-0x7E and '%' become %XX.
std::string PercentEncode(std::string_view text);

}  // namespace clearbudget::gateway
