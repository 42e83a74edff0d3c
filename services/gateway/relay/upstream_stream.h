// A stream to a backend, as its user sees it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "services/gateway/domain/header_list.h"
#include "services/gateway/http2/session.h"

namespace clearbudget::gateway {

// Told what the backend sends, and asked for what it is to be sent. After OnUpstreamClosed or OnUpstreamLost
// nothing more comes.
class UpstreamStream {
 public:
  virtual ~UpstreamStream() = default;

  // A block of headers: the answer's head when it has `:status`, else its trailers.
  virtual void OnResponseHeaders(const HeaderViews& headers, bool end_stream) = 0;
  virtual void OnResponseData(std::string_view bytes) = 0;
  // The answer ended with data, that is, without trailers.
  virtual void OnResponseEnd() = 0;
  virtual void OnUpstreamClosed(std::uint32_t error_code) = 0;
  virtual void OnUpstreamLost() = 0;
  virtual BodyPart ReadRequest(char* out, std::size_t capacity) = 0;
};

}  // namespace clearbudget::gateway
