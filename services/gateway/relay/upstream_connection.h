// One of the connections to a backend.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "services/gateway/domain/header_list.h"
#include "services/gateway/http2/connection.h"
#include "services/gateway/relay/upstream_stream.h"

namespace clearbudget::gateway {

class UpstreamConnection final : public Http2Connection {
 public:
  class Owner {
   public:
    virtual ~Owner() = default;
    virtual void OnUpstreamConnected(UpstreamConnection& connection) = 0;
    // The backend's certificate is not accepted, or it does not accept ours; OnUpstreamGone follows.
    virtual void OnUpstreamTlsFailed(std::string_view why) = 0;
    // The backend takes no new streams here; those that run go on.
    virtual void OnUpstreamDraining(UpstreamConnection& connection) = 0;
    // The connection is gone and may be buried.
    virtual void OnUpstreamGone(UpstreamConnection& connection) = 0;
  };

  // `fd` is a socket that has started to connect. Streams may be started at once; they wait for the connect
  // and the handshake. `tls` is null for a backend that is reached in plaintext.
  UpstreamConnection(EventLoop& loop, UniqueFd fd, std::unique_ptr<TlsSession> tls, const Limits& limits,
                     Owner& owner);

  bool takes_streams() const { return open() && !draining_; }
  bool connected() const { return open() && !connecting(); }
  std::size_t stream_count() const { return streams_.size(); }

  // Opens a stream; its id, or a negative number when the connection takes no more.
  std::int32_t Start(UpstreamStream& stream, const HeaderViews& headers);

  // The stream's user loses interest: it is told nothing more, and the backend is told to stop.
  void Release(std::int32_t stream_id);

  // The stream's user has request bytes, or its end, to send.
  void Resume(std::int32_t stream_id);

  // The stream's user has passed on response bytes.
  void Consume(std::int32_t stream_id, std::size_t bytes);

  // No new streams; closes once those that run have ended.
  void Drain();

  // Ends the connection and its streams at once.
  void Shut() { Close(); }

 private:
  void OnHeadersBegin(std::int32_t stream_id) override;
  void OnHeader(std::string_view name, std::string_view value) override;
  void OnFrame(const FrameInfo& frame) override;
  void OnData(std::int32_t stream_id, std::string_view bytes) override;
  void OnStreamClosed(std::int32_t stream_id, std::uint32_t error_code) override;
  void OnFrameSent(const FrameInfo&) override {}
  BodyPart ReadBody(std::int32_t stream_id, char* out, std::size_t capacity) override;
  void OnConnected(const TlsSession* tls) override;
  void OnTlsFailed(std::string_view why) override;
  void OnConnectionClosed() override;

  UpstreamStream* Find(std::int32_t stream_id);
  void StopTakingStreams();

  Owner& owner_;
  absl::flat_hash_map<std::int32_t, UpstreamStream*> streams_;
  HeaderList header_block_;  // of the block that is being received; there is one at a time
  bool header_block_too_large_ = false;
  bool draining_ = false;
  bool greeted_ = false;  // the backend has sent its first frame, or it is known why not
};

}  // namespace clearbudget::gateway
