#include "services/gateway/testing/test_gateway.h"

#include <fmt/format.h>

#include <utility>

#include "gtest/gtest.h"

namespace clearbudget::gateway {

GatewayConfig TestConfig(int backend_port) {
  GatewayConfig config;
  config.listen.port = 0;
  config.client_tls.plaintext = true;
  config.internal_tls.plaintext = true;
  // Port 1 is reserved and has no listener.
  const std::string backends = fmt::format("echo=127.0.0.1:{},away=127.0.0.1:1", backend_port);
  EXPECT_TRUE(AddBackends(backends, config).empty());
  EXPECT_TRUE(AddRoutes("clearbudget.echo.v1.=echo,clearbudget.away.v1.=away", config).empty());
  return config;
}

absl::Status StartStatus(const GatewayConfig& config) {
  ports::RandomIdSource request_ids;
  const ports::SystemClock clock;
  FakeAuthenticators anybody;
  FakeLog log;
  return GatewayServer::Start(config, {.catalogue = nullptr,
                                       .authenticators = anybody,
                                       .request_ids = request_ids,
                                       .clock = clock,
                                       .log = log})
      .status();
}

TestGateway::TestGateway(GatewayConfig config, const ServiceCatalogue* catalogue,
                         Authenticators* authenticators) {
  auto server = GatewayServer::Start(
      std::move(config), {.catalogue = catalogue,
                          .authenticators = authenticators == nullptr ? anybody_ : *authenticators,
                          .request_ids = request_ids_,
                          .clock = clock_,
                          .log = log_});
  EXPECT_TRUE(server.ok()) << server.status();
  server_ = *std::move(server);
}

}  // namespace clearbudget::gateway
