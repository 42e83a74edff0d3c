#include "services/gateway/testing/test_gateway.h"

#include <fmt/format.h>

#include <utility>

#include "gtest/gtest.h"

namespace clearbudget::gateway {

GatewayConfig TestConfig(int backend_port) {
  GatewayConfig config;
  config.listen.port = 0;
  // Port 1 is reserved and has no listener.
  const std::string backends = fmt::format("echo=127.0.0.1:{},away=127.0.0.1:1", backend_port);
  EXPECT_TRUE(AddBackends(backends, config).empty());
  EXPECT_TRUE(AddRoutes("clearbudget.echo.v1.=echo,clearbudget.away.v1.=away", config).empty());
  return config;
}

TestGateway::TestGateway(GatewayConfig config, const ServiceCatalogue* catalogue) {
  auto server = GatewayServer::Start(std::move(config), catalogue, request_ids_, log_);
  EXPECT_TRUE(server.ok()) << server.status();
  server_ = *std::move(server);
}

}  // namespace clearbudget::gateway
