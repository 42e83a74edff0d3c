#include <chrono>
#include <string>
#include <thread>

#include "gtest/gtest.h"
#include "services/gateway/domain/wire_format.h"
#include "services/gateway/testing/test_backend.h"
#include "services/gateway/testing/test_client.h"
#include "services/gateway/testing/test_gateway.h"

namespace clearbudget::gateway {
namespace {

constexpr char kCheck[] = "/grpc.health.v1.Health/Check";

// The status of a service: 1 SERVING, 2 NOT_SERVING, 0 when the call failed.
std::uint64_t Health(TestClient& client, const std::string& service) {
  WireWriter request;
  if (!service.empty()) request.Bytes(1, service);
  const TestClient::Answer answer = client.Call(kCheck, request.bytes());
  const auto field = WireReader(answer.text).Next();
  return field ? field->varint : 0;
}

TEST(HealthTest, TellsTheStateOfTheBackends) {
  TestBackend backend;
  GatewayConfig config = TestConfig(backend.port());
  config.times.probe_interval = std::chrono::milliseconds(20);
  TestGateway gateway(config);
  TestClient client(gateway.port());
  while (Health(client, "clearbudget.echo.v1.EchoService") != 1) {
  }
  EXPECT_EQ(Health(client, ""), 1U);
  EXPECT_EQ(Health(client, "clearbudget.away.v1.AwayService"), 2U);
  EXPECT_EQ(client.Call(kCheck, std::string("\x0a\x01x", 3)).status.error_code(),
            grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(client.Call(kCheck, "\xff").status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);

  backend.Kill();
  while (Health(client, "clearbudget.echo.v1.EchoService") != 2) {
  }
  EXPECT_EQ(Health(client, ""), 2U);
}

TEST(DrainTest, SaysNotServingAndStillServes) {
  TestBackend backend;
  GatewayConfig config = TestConfig(backend.port());
  config.times.drain_notice = std::chrono::minutes(1);
  config.times.drain_deadline = std::chrono::milliseconds(500);
  TestGateway gateway(config);
  TestClient client(gateway.port());
  while (Health(client, "") != 1) {
  }
  gateway.server().Drain();
  while (Health(client, "") == 1) {
  }
  EXPECT_TRUE(client.Call(EchoMethod("Echo"), "x").status.ok());
  gateway.server().Wait();
}

TEST(DrainTest, LetsOpenCallsEnd) {
  TestBackend backend;
  TestGateway gateway(TestConfig(backend.port()));
  TestClient client(gateway.port());
  const auto stream = client.Stream(EchoMethod("Wait"));
  stream->Start();
  backend.AwaitWaiting(1);
  gateway.server().Drain();
  TestClient late(gateway.port());
  while (late.Call(EchoMethod("Echo"), "x").status.error_code() != grpc::StatusCode::UNAVAILABLE) {
  }
  backend.Release();
  EXPECT_TRUE(stream->Finish().ok());
  gateway.server().Wait();
}

TEST(DrainTest, EndsAtItsDeadline) {
  TestBackend backend;
  GatewayConfig config = TestConfig(backend.port());
  config.times.drain_deadline = std::chrono::milliseconds(200);
  TestGateway gateway(config);
  TestClient client(gateway.port());
  const auto stream = client.Stream(EchoMethod("Wait"));
  stream->Start();
  backend.AwaitWaiting(1);
  gateway.server().Drain();
  gateway.server().Wait();
  backend.AwaitCancelled(1);
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST(StartTest, RefusesATakenPortAlsoWhenItsThreadsShareOne) {
  TestBackend backend;
  GatewayConfig config = TestConfig(backend.port());
  config.threads = 2;
  TestGateway first(config);
  config.listen.port = static_cast<std::uint16_t>(first.port());
  EXPECT_FALSE(StartStatus(config).ok());
}

TEST(StartTest, RefusesPlaintextOnAnAddressThatIsNotLoopback) {
  GatewayConfig config = TestConfig(1);
  config.listen.host = "0.0.0.0";
  EXPECT_EQ(StartStatus(config).code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace clearbudget::gateway
