// Backends of every kind behind a gateway with TLS.
#include <chrono>
#include <memory>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/net/socket.h"
#include "services/gateway/testing/test_backend.h"
#include "services/gateway/testing/test_client.h"
#include "services/gateway/testing/test_gateway.h"
#include "services/gateway/testing/tls_files.h"

namespace clearbudget::gateway {
namespace {

using ::testing::HasSubstr;

class BackendTlsTest : public ::testing::Test {
 protected:
  std::unique_ptr<TestBackend> Backend(const TestTls::Certificate& certificate, int age_ms = 0) {
    return std::make_unique<TestBackend>(0, age_ms, tls_.Backend(certificate));
  }
  GatewayConfig Config(int port) {
    GatewayConfig config = TestConfig(port);
    tls_.EncryptBackends(config);
    config.times.handshake_timeout = std::chrono::milliseconds(300);
    return config;
  }
  static TestClient::Answer Call(TestGateway& gateway) {
    return TestClient(gateway.port()).Call(EchoMethod("Echo"), "x");
  }
  // The backend is not reached, and the log says why.
  void ExpectRefused(int port, const std::string& why) {
    TestGateway gateway(Config(port));
    const TestClient::Answer answer = Call(gateway);
    EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::UNAVAILABLE) << why;
    EXPECT_THAT(answer.status.error_details(), HasSubstr("BACKEND_UNAVAILABLE"));
    EXPECT_THAT(gateway.log().AwaitTlsFailure(), HasSubstr(why));
  }

  TestTls tls_;
};

TEST_F(BackendTlsTest, RelaysOverMutualTls) {
  const auto backend = Backend(tls_.internal_ca.Issue("echo.inside.test"));
  TestGateway gateway(Config(backend->port()));
  TestClient client(gateway.port());
  const std::string text(8UL * 1024 * 1024, 'a');
  EXPECT_EQ(client.Call(EchoMethod("Echo"), text).text, text);
  // Health is asked for over the same connections.
  const std::string service(
      "\x0a\x1f"
      "clearbudget.echo.v1.EchoService",
      33);
  while (client.Call("/grpc.health.v1.Health/Check", service).text != std::string("\x08\x01", 2)) {
  }
}

TEST_F(BackendTlsTest, TrustsNoBackendButTheOneThatItMeans) {
  const TestTls::Certificate other = tls_.internal_ca.Issue("submission.inside.test");
  const TestTls::Certificate wildcard = tls_.internal_ca.Issue("*.inside.test");
  const TestTls::Certificate common_name =
      tls_.internal_ca.Issue(clearbudget::testing::CertificateRequest{.common_name = "echo.inside.test"});
  const TestTls::Certificate strange = tls_.stranger_ca.Issue("echo.inside.test");
  const TestTls::Certificate expired = tls_.internal_ca.Issue({.common_name = "echo.inside.test",
                                                               .dns_names = {"echo.inside.test"},
                                                               .valid_until = std::chrono::hours(-1)});
  const struct {
    const TestTls::Certificate& certificate;
    const char* why;
  } kCases[] = {{other, "mismatch"},
                {wildcard, "mismatch"},
                {common_name, "mismatch"},
                {strange, "unable to get local issuer certificate"},
                {expired, "expired"}};
  for (const auto& test : kCases) {
    const auto backend = Backend(test.certificate);
    ExpectRefused(backend->port(), test.why);
  }
}

TEST_F(BackendTlsTest, SpeaksToNoBackendInPlaintext) {
  TestBackend backend;
  TestGateway gateway(Config(backend.port()));
  EXPECT_EQ(Call(gateway).status.error_code(), grpc::StatusCode::UNAVAILABLE);
  gateway.log().AwaitTlsFailure();
}

// The gateway's own certificate is not accepted, until it is replaced.
TEST_F(BackendTlsTest, FindsItsBackendWhenItsOwnCertificateIsReplaced) {
  tls_.WriteInternalCertificate(tls_.stranger_ca.Issue("gateway.inside.test"));
  const auto backend = Backend(tls_.internal_ca.Issue("echo.inside.test"));
  TestGateway gateway(Config(backend->port()));
  EXPECT_THAT(gateway.log().AwaitTlsFailure(), HasSubstr("closed by the backend"));
  EXPECT_EQ(Call(gateway).status.error_code(), grpc::StatusCode::UNAVAILABLE);
  tls_.WriteInternalCertificate(tls_.internal_ca.Issue("gateway.inside.test"));
  while (!Call(gateway).status.ok()) {
  }
}

TEST_F(BackendTlsTest, NoCallIsLostWhenTheBackendEndsItsConnections) {
  const auto backend = Backend(tls_.internal_ca.Issue("echo.inside.test"), 100);
  TestGateway gateway(Config(backend->port()));
  TestClient client(gateway.port());
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(1);
  while (std::chrono::steady_clock::now() < end) {
    const TestClient::Answer answer = client.Call(EchoMethod("Echo"), "x");
    ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
  }
}

TEST_F(BackendTlsTest, GivesUpOnAHandshakeThatDoesNotEnd) {
  const auto address = Resolve({"127.0.0.1", 0});
  ASSERT_TRUE(address.ok());
  const auto listener = Listen(*address, false);
  ASSERT_TRUE(listener.ok());
  TestGateway gateway(Config(LocalPort(listener->get())));
  EXPECT_EQ(Call(gateway).status.error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(BackendTlsTest, DoesNotStartWithFilesThatCannotBeUsed) {
  for (std::string TlsFiles::*file : {&TlsFiles::certificate, &TlsFiles::private_key, &TlsFiles::ca}) {
    GatewayConfig config = Config(1);
    config.internal_tls.files.*file = "/nonexistent/file.pem";
    EXPECT_EQ(StartStatus(config).code(), absl::StatusCode::kInvalidArgument);
  }
}

}  // namespace
}  // namespace clearbudget::gateway
