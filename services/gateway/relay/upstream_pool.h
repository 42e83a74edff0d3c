// All connections of one thread to all backends.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "services/gateway/domain/gateway_config.h"
#include "services/gateway/net/event_loop.h"
#include "services/gateway/net/socket.h"
#include "services/gateway/ports/gateway_log.h"
#include "services/gateway/relay/upstream_slot.h"

namespace clearbudget::gateway {

class UpstreamPool final : private UpstreamSlot::Listener {
 public:
  // `addresses` has the resolved address of each backend, in the order of the configuration. Only one
  // thread's pool gets a log, since all see the same backends.
  UpstreamPool(EventLoop& loop, const GatewayConfig& config, const TlsCredentials& tls,
               const std::vector<SocketAddress>& addresses, GatewayLog* log);

  const Backend& backend(std::size_t backend) const { return config_.backends[backend]; }

  // The connection with the fewest streams, or null: the backend is away.
  UpstreamConnection* Pick(std::size_t backend);

  // True when the backend answered its last probe, on any connection, that it serves.
  bool Serving(std::size_t backend) const { return serving_[backend]; }

 private:
  void OnSlotHealth() override;
  void OnSlotTlsFailed(std::size_t backend, std::string_view why) override;

  const GatewayConfig& config_;
  GatewayLog* log_;
  std::vector<std::vector<std::unique_ptr<UpstreamSlot>>> slots_;  // of each backend
  std::vector<bool> serving_;
};

}  // namespace clearbudget::gateway
