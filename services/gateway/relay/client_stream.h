// A stream from a client, as the call that answers it sees it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "services/gateway/domain/header_list.h"

namespace clearbudget::gateway {

// What a call may ask of the connection that its client is on.
class ClientStreams {
 public:
  virtual ~ClientStreams() = default;

  virtual void SendHeaders(std::int32_t stream_id, const HeaderViews& headers, bool with_body) = 0;
  virtual void SendTrailers(std::int32_t stream_id, const HeaderViews& trailers) = 0;
  // There is something to send, or the end of it.
  virtual void Resume(std::int32_t stream_id) = 0;
  // Request bytes have been passed on, so the client may send as many again.
  virtual void Consume(std::int32_t stream_id, std::size_t bytes) = 0;
  virtual void Reset(std::int32_t stream_id, std::uint32_t error_code) = 0;
};

}  // namespace clearbudget::gateway
