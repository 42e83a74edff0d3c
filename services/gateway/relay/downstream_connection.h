// The connection of one client.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "services/gateway/domain/gateway_config.h"
#include "services/gateway/domain/header_list.h"
#include "services/gateway/domain/peer.h"
#include "services/gateway/domain/token_bucket.h"
#include "services/gateway/http2/connection.h"
#include "services/gateway/net/socket.h"
#include "services/gateway/net/timer_wheel.h"
#include "services/gateway/ports/gateway_log.h"
#include "services/gateway/relay/call.h"
#include "services/gateway/relay/client_stream.h"
#include "services/gateway/relay/dispatcher.h"
#include "services/gateway/tls/tls_credentials.h"

namespace clearbudget::gateway {

// Collects requests, hands them to the dispatcher, and owns the calls that come of them. Cuts off clients
// that break the rules: too many broken-off streams or control frames, no handshake, idle or stalled for too
// long.
class DownstreamConnection final : public Http2Connection, private ClientStreams {
 public:
  class Owner {
   public:
    virtual ~Owner() = default;
    // The connection is gone and may be buried.
    virtual void OnDownstreamGone(DownstreamConnection& connection) = 0;
  };

  DownstreamConnection(EventLoop& loop, Accepted accepted, const TlsCredentials& credentials,
                       const GatewayConfig& config, Dispatcher& dispatcher, GatewayLog& log, Owner& owner);

  // The client's address.
  const std::string& address() const { return peer_.address; }

  // Tells the client to open no more streams; those that run go on.
  void Drain();

  // Ends the connection and its calls at once.
  void Shut() { Close(); }

 private:
  // What the connection is waiting for, and would be closed for if it did not come.
  enum class Watch { kNothing, kHandshake, kHeaderBlock, kNextCall, kPeerReads };

  void OnHeadersBegin(std::int32_t stream_id) override;
  void OnHeader(std::string_view name, std::string_view value) override;
  void OnFrame(const FrameInfo& frame) override;
  void OnData(std::int32_t stream_id, std::string_view bytes) override;
  void OnStreamClosed(std::int32_t stream_id, std::uint32_t error_code) override;
  void OnFrameSent(const FrameInfo& frame) override;
  BodyPart ReadBody(std::int32_t stream_id, char* out, std::size_t capacity) override;
  void OnConnected(const TlsSession* tls) override;
  void OnTlsFailed(std::string_view why) override;
  void OnProtocolBroken() override;
  void OnConnectionClosed() override;
  void OnQuiet() override;

  void SendHeaders(std::int32_t stream_id, const HeaderViews& headers, bool with_body) override;
  void SendTrailers(std::int32_t stream_id, const HeaderViews& trailers) override;
  void Resume(std::int32_t stream_id) override;
  void Consume(std::int32_t stream_id, std::size_t bytes) override;
  void Reset(std::int32_t stream_id, std::uint32_t error_code) override;

  void SayGoodbye();
  void BeginCall(std::int32_t stream_id);
  void ChargeControlFrame(const FrameInfo& frame);
  void CutOff(std::string_view why);
  void OnWatchExpired();
  Watch WhatToWatch() const;
  // Changes when what is watched for has come nearer, so that the time begins anew.
  std::uint64_t WatchProgress(Watch watch) const;
  Call* Find(std::int32_t stream_id);

  Peer peer_;
  const TlsCredentials& credentials_;
  const GatewayConfig& config_;
  Dispatcher& dispatcher_;
  GatewayLog& log_;
  Owner& owner_;
  absl::flat_hash_map<std::int32_t, std::unique_ptr<Call>> calls_;
  HeaderList header_block_;               // of the block that is being received; there is one at a time
  std::int32_t header_block_stream_ = 0;  // 0: none is open
  bool header_block_too_large_ = false;
  bool handshake_done_ = false;
  bool cut_off_ = false;
  TokenBucket resets_;
  TokenBucket control_frames_;
  Watch watch_ = Watch::kHandshake;
  std::uint64_t watch_progress_ = 0;
  Timer watch_timer_;
  Timer goaway_timer_;
};

}  // namespace clearbudget::gateway
