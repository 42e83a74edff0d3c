// A gateway in the test's own process.
#pragma once

#include <memory>

#include "common/ports/clock.h"
#include "common/ports/id_source.h"
#include "services/gateway/domain/gateway_config.h"
#include "services/gateway/server/gateway_server.h"
#include "services/gateway/testing/fake_authenticators.h"
#include "services/gateway/testing/fake_log.h"

namespace clearbudget::gateway {

// One backend, called "echo", for clearbudget.echo.v1, and one called "away", for clearbudget.away.v1, that
// nobody serves. Listens on a free port; nothing is encrypted.
GatewayConfig TestConfig(int backend_port);

// Starts a server that is expected not to start.
absl::Status StartStatus(const GatewayConfig& config);

class TestGateway {
 public:
  // `authenticators`: null for fake ones.
  explicit TestGateway(GatewayConfig config, const ServiceCatalogue* catalogue = nullptr,
                       Authenticators* authenticators = nullptr);

  GatewayServer& server() { return *server_; }
  int port() const { return server_->port(); }
  FakeLog& log() { return log_; }

 private:
  ports::RandomIdSource request_ids_;
  ports::SystemClock clock_;
  FakeAuthenticators anybody_;
  FakeLog log_;
  std::unique_ptr<GatewayServer> server_;
};

}  // namespace clearbudget::gateway
