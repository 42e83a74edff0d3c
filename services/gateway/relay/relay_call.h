// A call that a backend answers: a stream from the client and a stream to the backend, side by side.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "services/gateway/domain/byte_queue.h"
#include "services/gateway/domain/gateway_config.h"
#include "services/gateway/relay/call.h"
#include "services/gateway/relay/upstream_connection.h"
#include "services/gateway/relay/upstream_pool.h"
#include "services/gateway/relay/upstream_stream.h"

namespace clearbudget::gateway {

// Bytes wait here between the two connections. What one side has taken is given back to the other side's
// window then and not before, so that at most a window waits in each direction.
class RelayCall final : public Call, private UpstreamStream {
 public:
  RelayCall(ClientStreams& client, TimerWheel& timers, CallStart start, UpstreamPool& pool,
            std::size_t backend);
  ~RelayCall() override;

  // Opens the stream to the backend. False: the backend is away, and the call has not begun.
  bool Start(const HeaderViews& headers);

  void OnRequestData(std::string_view bytes) override;
  void OnRequestEnd() override;
  BodyPart ReadResponse(char* out, std::size_t capacity) override;

 private:
  std::string_view backend() const override { return backend_.name; }
  bool Open();
  // The backend has certainly done nothing yet, and nothing of the request is lost: it is sent once more.
  bool Retry(std::uint32_t error_code);
  void OnDeadline() override;

  void OnResponseHeaders(const HeaderViews& headers, bool end_stream) override;
  void OnResponseData(std::string_view bytes) override;
  void OnResponseEnd() override;
  void OnUpstreamClosed(std::uint32_t error_code) override;
  void OnUpstreamLost() override;
  BodyPart ReadRequest(char* out, std::size_t capacity) override;

  void FinishWith(const HeaderViews& trailers);
  void FailWith(const Refusal& refusal);
  void LeaveUpstream();
  // Nobody takes the request's rest any more.
  void DiscardRequest();

  UpstreamPool& pool_;
  const std::size_t backend_index_;
  const Backend& backend_;
  HeaderList head_;  // kept while the request may have to be sent once more
  int retries_left_ = 2;
  UpstreamConnection* upstream_ = nullptr;  // null before the stream is open and after it has closed
  std::int32_t upstream_id_ = -1;
  ByteQueue request_;
  bool request_ended_ = false;
};

}  // namespace clearbudget::gateway
