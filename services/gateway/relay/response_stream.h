// The answer to one call on its way to the client.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "services/gateway/domain/byte_queue.h"
#include "services/gateway/domain/grpc_status.h"
#include "services/gateway/domain/header_list.h"
#include "services/gateway/domain/refusal.h"
#include "services/gateway/http2/session.h"
#include "services/gateway/relay/client_stream.h"

namespace clearbudget::gateway {

// Headers, then bytes, then trailers; or trailers only. Everything after the end is dropped.
class ResponseStream {
 public:
  ResponseStream(ClientStreams& client, std::int32_t stream_id, std::string request_id);

  void Begin(const HeaderViews& backend_headers);
  void Append(std::string_view bytes);
  // Ends the answer, after the bytes that wait.
  void Finish(const HeaderViews& trailers, StatusCode code);
  void Fail(const Refusal& refusal);
  // Forgets the bytes that wait, and says how many they were.
  std::size_t Drop();

  BodyPart Read(char* out, std::size_t capacity);

  bool begun() const { return begun_; }
  bool finished() const { return finished_; }
  bool empty() const { return queue_.empty(); }
  StatusCode code() const { return code_; }
  // Why the gateway ended the answer itself; absent when it did not.
  std::optional<errors::Reason> reason() const { return reason_; }
  std::string_view request_id() const { return request_id_; }

 private:
  ClientStreams& client_;
  const std::int32_t stream_id_;
  const std::string request_id_;
  ByteQueue queue_;
  HeaderList trailers_;
  StatusCode code_ = StatusCode::kCancelled;  // of a client that left before the end
  std::optional<errors::Reason> reason_;
  bool begun_ = false;
  bool finished_ = false;
};

// Answers a request that never became a call: an HTTP error, or a gRPC status without a body.
void SendRefusal(ClientStreams& client, std::int32_t stream_id, const Refusal& refusal,
                 std::string_view request_id);

}  // namespace clearbudget::gateway
