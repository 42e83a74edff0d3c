// Keeps one connection to a backend standing.
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "services/gateway/domain/gateway_config.h"
#include "services/gateway/net/event_loop.h"
#include "services/gateway/net/socket.h"
#include "services/gateway/net/timer_wheel.h"
#include "services/gateway/relay/health_probe.h"
#include "services/gateway/relay/upstream_connection.h"

namespace clearbudget::gateway {

// Connects, connects anew with growing delays after a loss, replaces a connection that its backend drains,
// and knows from probes whether the backend serves.
class UpstreamSlot final : private UpstreamConnection::Owner, private HealthProbe::Listener {
 public:
  class Listener {
   public:
    virtual ~Listener() = default;
    virtual void OnSlotHealth() = 0;
  };

  UpstreamSlot(EventLoop& loop, const GatewayConfig& config, const SocketAddress& address,
               Listener& listener);
  ~UpstreamSlot() override;

  // The connection that takes new streams, or null: the backend is away.
  UpstreamConnection* current() { return current_.get(); }
  bool serving() const { return serving_; }

 private:
  void Connect();
  void ConnectLater();
  void SetServing(bool serving);

  void OnUpstreamConnected(UpstreamConnection& connection) override;
  void OnUpstreamDraining(UpstreamConnection& connection) override;
  void OnUpstreamGone(UpstreamConnection& connection) override;
  void OnHealth(bool serving) override { SetServing(serving); }

  EventLoop& loop_;
  const GatewayConfig& config_;
  const SocketAddress& address_;
  Listener& listener_;
  HealthProbe probe_;
  Timer reconnect_;
  std::chrono::milliseconds delay_;
  std::unique_ptr<UpstreamConnection> current_;
  std::vector<std::unique_ptr<UpstreamConnection>> draining_;
  bool serving_ = false;
};

}  // namespace clearbudget::gateway
