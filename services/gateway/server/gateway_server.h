// The gateway as a whole: its listening sockets and its threads.
#pragma once

#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "common/ports/clock.h"
#include "common/ports/id_source.h"
#include "services/gateway/adapters/service_catalogue.h"
#include "services/gateway/domain/gateway_config.h"
#include "services/gateway/net/socket.h"
#include "services/gateway/ports/authenticator.h"
#include "services/gateway/ports/gateway_log.h"
#include "services/gateway/server/worker.h"
#include "services/gateway/tls/tls_credentials.h"

namespace clearbudget::gateway {

class GatewayServer {
 public:
  // What the server is given from outside; outlives it.
  struct Environment {
    const ServiceCatalogue* catalogue;  // null: no reflection
    Authenticators& authenticators;
    ports::IdSource& request_ids;
    const ports::Clock& clock;
    GatewayLog& log;
  };

  // Listens and serves. INVALID_ARGUMENT for a configuration that CheckConfig refuses and for certificates or
  // keys that cannot be used, INTERNAL when the port is taken, UNAVAILABLE when a host name has no address.
  static absl::StatusOr<std::unique_ptr<GatewayServer>> Start(GatewayConfig config,
                                                              const Environment& environment);
  GatewayServer(const GatewayServer&) = delete;
  GatewayServer& operator=(const GatewayServer&) = delete;
  // Drains and waits.
  ~GatewayServer();

  // The port listened on, also where the configuration said 0.
  std::uint16_t port() const { return port_; }

  // Begins to drain; Wait returns when that is done.
  void Drain();
  void Wait();

 private:
  explicit GatewayServer(GatewayConfig config) : config_(std::move(config)) {}

  absl::Status ResolveBackends();
  absl::Status Listen(std::vector<UniqueFd>& listeners);

  const GatewayConfig config_;
  std::unique_ptr<TlsCredentials> tls_;
  std::vector<SocketAddress> backend_addresses_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::vector<std::thread> threads_;
  std::uint16_t port_ = 0;
};

}  // namespace clearbudget::gateway
