// Keeps one connection to a backend standing.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "services/gateway/domain/gateway_config.h"
#include "services/gateway/net/event_loop.h"
#include "services/gateway/net/socket.h"
#include "services/gateway/net/timer_wheel.h"
#include "services/gateway/relay/health_probe.h"
#include "services/gateway/relay/upstream_connection.h"
#include "services/gateway/tls/tls_credentials.h"

namespace clearbudget::gateway {

// Connects, connects anew with growing delays after a loss, replaces a connection that its backend drains,
// and knows from probes whether the backend serves.
class UpstreamSlot final : private UpstreamConnection::Owner, private HealthProbe::Listener {
 public:
  class Listener {
   public:
    virtual ~Listener() = default;
    virtual void OnSlotHealth() = 0;
    virtual void OnSlotTlsFailed(std::size_t backend, std::string_view why) = 0;
  };

  // `backend` is an index into the configuration's list; `address` is its resolved address.
  UpstreamSlot(EventLoop& loop, const GatewayConfig& config, const TlsCredentials& tls, std::size_t backend,
               const SocketAddress& address, Listener& listener);
  ~UpstreamSlot() override;

  // The connection that takes new streams, or null: the backend is away.
  UpstreamConnection* current() { return current_.get(); }
  bool serving() const { return serving_; }

 private:
  void Connect();
  void ConnectLater();
  void SetServing(bool serving);

  void OnUpstreamConnected(UpstreamConnection& connection) override;
  void OnUpstreamTlsFailed(std::string_view why) override;
  void OnUpstreamDraining(UpstreamConnection& connection) override;
  void OnUpstreamGone(UpstreamConnection& connection) override;
  void OnHealth(bool serving) override;

  EventLoop& loop_;
  const GatewayConfig& config_;
  const TlsCredentials& tls_;
  const std::size_t backend_;
  const SocketAddress& address_;
  Listener& listener_;
  HealthProbe probe_;
  Timer reconnect_;
  Timer give_up_;  // on a backend that takes the connection and does not finish its handshake
  std::chrono::milliseconds delay_;
  std::unique_ptr<UpstreamConnection> current_;
  std::vector<std::unique_ptr<UpstreamConnection>> draining_;
  bool serving_ = false;
};

}  // namespace clearbudget::gateway
