#include "services/gateway/domain/grpc_status.h"

#include <array>
#include <cstddef>

namespace clearbudget::gateway {
namespace {

struct StatusText {
  std::string_view name;
  std::string_view number;
};

constexpr std::array<StatusText, 17> kStatusTexts = {{
    {"OK", "0"},
    {"CANCELLED", "1"},
    {"UNKNOWN", "2"},
    {"INVALID_ARGUMENT", "3"},
    {"DEADLINE_EXCEEDED", "4"},
    {"NOT_FOUND", "5"},
    {"ALREADY_EXISTS", "6"},
    {"PERMISSION_DENIED", "7"},
    {"RESOURCE_EXHAUSTED", "8"},
    {"FAILED_PRECONDITION", "9"},
    {"ABORTED", "10"},
    {"OUT_OF_RANGE", "11"},
    {"UNIMPLEMENTED", "12"},
    {"INTERNAL", "13"},
    {"UNAVAILABLE", "14"},
    {"DATA_LOSS", "15"},
    {"UNAUTHENTICATED", "16"},
}};

}  // namespace

std::string_view StatusName(StatusCode code) {
  return kStatusTexts[static_cast<std::size_t>(code)].name;
}

std::string_view StatusNumber(StatusCode code) {
  return kStatusTexts[static_cast<std::size_t>(code)].number;
}

StatusCode ParseStatusNumber(std::string_view text) {
  for (std::size_t i = 0; i < kStatusTexts.size(); ++i) {
    if (kStatusTexts[i].number == text) return static_cast<StatusCode>(i);
  }
  return StatusCode::kUnknown;
}

StatusCode StatusOfReset(std::uint32_t http2_error_code) {
  // The numbers are RFC 9113's, the mapping is that of gRPC's protocol description.
  switch (http2_error_code) {
    case 0x7:  // REFUSED_STREAM
      return StatusCode::kUnavailable;
    case 0x8:  // CANCEL
      return StatusCode::kCancelled;
    case 0xb:  // ENHANCE_YOUR_CALM
      return StatusCode::kResourceExhausted;
    case 0xc:  // INADEQUATE_SECURITY
      return StatusCode::kPermissionDenied;
    default:
      return StatusCode::kInternal;
  }
}

StatusCode StatusOfHttp(std::string_view http_status) {
  if (http_status == "400") return StatusCode::kInternal;
  if (http_status == "401") return StatusCode::kUnauthenticated;
  if (http_status == "403") return StatusCode::kPermissionDenied;
  if (http_status == "404") return StatusCode::kUnimplemented;
  if (http_status == "429" || http_status == "502" || http_status == "503" || http_status == "504") {
    return StatusCode::kUnavailable;
  }
  return StatusCode::kUnknown;
}

std::string PercentEncode(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte <= 0x7e && c != '%') {
      out.push_back(c);
    } else {
      out.push_back('%');
      out.push_back(kHex[byte >> 4]);
      out.push_back(kHex[byte & 0xf]);
    }
  }
  return out;
}

}  // namespace clearbudget::gateway
