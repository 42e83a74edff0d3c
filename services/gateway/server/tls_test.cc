// Clients of every kind before a gateway with TLS.
#include <openssl/ssl.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/testing/raw_client.h"
#include "services/gateway/testing/raw_tls_client.h"
#include "services/gateway/testing/test_backend.h"
#include "services/gateway/testing/test_client.h"
#include "services/gateway/testing/test_gateway.h"
#include "services/gateway/testing/tls_files.h"

namespace clearbudget::gateway {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::string_view kPreface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

class TlsTest : public ::testing::TestWithParam<ClientCertificates> {
 protected:
  GatewayConfig Config(ClientCertificates clients = ClientCertificates::kOff) {
    GatewayConfig config = TestConfig(backend_.port());
    tls_.EncryptClients(config, clients);
    config.times.handshake_timeout = std::chrono::milliseconds(300);
    return config;
  }
  // The first bytes that a client gets once it has said hello; none when it is turned away.
  static std::string Answer(RawTlsClient& client) {
    if (!client.Handshake()) return {};
    client.Send(std::string(kPreface) + FrameBytes(4, 0, 0, ""));
    return client.Read();
  }
  static grpc::StatusCode Call(TestClient& client) {
    return client.Call(EchoMethod("Echo"), "x").status.error_code();
  }

  TestTls tls_;
  TestBackend backend_;
};

TEST_F(TlsTest, ServesOverTls) {
  TestGateway gateway(Config());
  TestClient client(gateway.port(), tls_.Client());
  for (const std::size_t size : {0UL, 1UL, 16'384UL, 70'000UL, 8UL * 1024 * 1024}) {
    const std::string text(size, 'a');
    const TestClient::Answer answer = client.Call(EchoMethod("Echo"), text);
    ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
    EXPECT_EQ(answer.text, text);
  }
}

TEST_F(TlsTest, OneSlowReaderDoesNotStopItsNeighbours) {
  TestGateway gateway(Config());
  TestClient client(gateway.port(), tls_.Client());
  const auto slow = client.Stream(EchoMethod("Large"));
  slow->Start();
  ASSERT_TRUE(slow->Write(std::to_string(8 * 1024 * 1024)));
  slow->CloseWriting();
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(client.Call(EchoMethod("Echo"), std::string(300'000, 'b')).status.ok());
  }
  std::string text;
  ASSERT_TRUE(slow->Read(text));
  EXPECT_EQ(text, std::string(8 * 1024 * 1024, 'x'));
}

TEST_F(TlsTest, IsNotTrustedByClientsOfAnotherCa) {
  TestGateway gateway(Config());
  TestTls other;
  TestClient client(gateway.port(), other.Client());
  EXPECT_EQ(Call(client), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(TlsTest, AgreesOnGoodVersionsAndSuitesOnly) {
  const struct {
    const char* name;
    TlsOffer offer;
    const char* version;  // null: turned away
  } kCases[] = {
      {"the best", {}, "TLSv1.3"},
      {"1.2", {.newest_version = TLS1_2_VERSION}, "TLSv1.2"},
      {"1.1", {.newest_version = TLS1_1_VERSION}, nullptr},
      {"1.0", {.newest_version = TLS1_VERSION}, nullptr},
      {"1.2 with CBC", {.newest_version = TLS1_2_VERSION, .suites = "ECDHE-ECDSA-AES128-SHA"}, nullptr},
      {"1.2 without encryption", {.newest_version = TLS1_2_VERSION, .suites = "eNULL"}, nullptr},
      {"1.2 without authentication", {.newest_version = TLS1_2_VERSION, .suites = "aNULL"}, nullptr},
      {"HTTP/1.1", {.alpn = "http/1.1"}, nullptr},
      {"no protocol", {.alpn = ""}, nullptr},
  };
  TestGateway gateway(Config());
  for (const auto& test : kCases) {
    RawTlsClient client(gateway.port(), test.offer);
    const std::string answer = Answer(client);
    EXPECT_EQ(!answer.empty(), test.version != nullptr) << test.name;
    if (test.version != nullptr) {
      EXPECT_EQ(client.Version(), test.version) << test.name;
    }
  }
}

TEST_F(TlsTest, DoesNotRenegotiate) {
  TestGateway gateway(Config());
  RawTlsClient client(gateway.port(), {.newest_version = TLS1_2_VERSION});
  ASSERT_FALSE(Answer(client).empty());
  EXPECT_FALSE(client.Renegotiate());
}

TEST_F(TlsTest, EndsConnectionsInOrder) {
  GatewayConfig config = Config();
  config.times.idle_timeout = std::chrono::milliseconds(50);
  TestGateway gateway(config);
  RawTlsClient client(gateway.port());
  ASSERT_FALSE(Answer(client).empty());
  while (!client.Read().empty()) {
  }
  EXPECT_TRUE(client.EndedInOrder());
}

TEST_F(TlsTest, PlaintextAndRubbishAreTurnedAway) {
  TestGateway gateway(Config());
  for (const std::string& bytes :
       {std::string(kPreface), std::string("GET / HTTP/1.1\r\n\r\n"), std::string(100'000, '\xff'),
        std::string("\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00", 10)}) {
    RawClient client(gateway.port());
    client.Send(bytes);
    std::uint32_t code = 0;
    EXPECT_FALSE(client.AwaitEnd(code));
  }
  EXPECT_THAT(gateway.log().AwaitCutOff().front(), StartsWith("TLS: "));
  TestClient client(gateway.port(), tls_.Client());
  EXPECT_EQ(Call(client), grpc::StatusCode::OK);
}

TEST_F(TlsTest, AHandshakeThatStopsIsCutOff) {
  TestGateway gateway(Config());
  // A record of 512 bytes that says it is a ClientHello, and ten bytes of it; then nothing.
  RawClient half(gateway.port());
  half.Send(std::string_view("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03xxxx", 15));
  RawClient silent(gateway.port());
  std::uint32_t code = 0;
  EXPECT_FALSE(half.AwaitEnd(code));
  EXPECT_FALSE(silent.AwaitEnd(code));
  // Who has finished it and then says nothing.
  RawTlsClient mute(gateway.port());
  ASSERT_TRUE(mute.Handshake());
  while (!mute.Read().empty()) {
  }
  EXPECT_THAT(gateway.log().AwaitCutOff().front(), "no handshake");
}

TEST_F(TlsTest, DrainsAlsoWithHandshakesThatDoNotEnd) {
  GatewayConfig config = Config();
  config.times.handshake_timeout = std::chrono::hours(1);
  config.times.drain_deadline = std::chrono::hours(1);
  TestGateway gateway(config);
  RawClient silent(gateway.port());
  RawTlsClient idle(gateway.port());
  ASSERT_FALSE(Answer(idle).empty());
  gateway.server().Drain();
  gateway.server().Wait();
}

TEST_F(TlsTest, FloodsOfNewKeysAreCutOff) {
  TestGateway gateway(Config());
  RawTlsClient client(gateway.port());
  ASSERT_FALSE(Answer(client).empty());
  client.UpdateKeys(200);
  while (!client.Read().empty()) {
  }
  EXPECT_THAT(gateway.log().AwaitCutOff(), ElementsAre("TLS: too many key updates"));
}

TEST_P(TlsTest, JudgesClientsCertificates) {
  TestGateway gateway(Config(GetParam()));
  const bool required = GetParam() == ClientCertificates::kRequired;
  const TestTls::Certificate good = tls_.client_ca.Issue("system.test");
  const TestTls::Certificate revoked = tls_.client_ca.Issue("lost.test");
  const TestTls::Certificate expired =
      tls_.client_ca.Issue({.common_name = "old.test", .valid_until = std::chrono::hours(-1)});
  const TestTls::Certificate early =
      tls_.client_ca.Issue({.common_name = "early.test", .valid_from = std::chrono::hours(1)});
  const TestTls::Certificate strange = tls_.stranger_ca.Issue("system.test");
  const TestTls::Certificate internal = tls_.internal_ca.Issue("submission.inside.test");
  tls_.Revoke({revoked});
  gateway.log().AwaitCertificateChanges(1);
  const struct {
    const char* name;
    const TestTls::Certificate* certificate;
    bool served;
  } kCases[] = {{"none", nullptr, !required},  {"good", &good, true},    {"revoked", &revoked, false},
                {"expired", &expired, false},  {"early", &early, false}, {"strange", &strange, false},
                {"internal", &internal, false}};
  for (const auto& test : kCases) {
    RawTlsClient client(gateway.port(), {.certificate = test.certificate});
    EXPECT_EQ(!Answer(client).empty(), test.served) << test.name;
    TestClient grpc_client(gateway.port(), tls_.Client(test.certificate));
    EXPECT_EQ(Call(grpc_client) == grpc::StatusCode::OK, test.served) << test.name;
  }
}

INSTANTIATE_TEST_SUITE_P(Modes, TlsTest,
                         ::testing::Values(ClientCertificates::kOptional, ClientCertificates::kRequired));

TEST_F(TlsTest, TakesChangedCertificatesWhileAStreamRuns) {
  TestGateway gateway(Config());
  TestClient client(gateway.port(), tls_.Client());
  const auto stream = client.Stream(EchoMethod("Echo"));
  stream->Start();
  std::string text;
  ASSERT_TRUE(stream->Write("before"));
  ASSERT_TRUE(stream->Read(text));
  RawTlsClient before(gateway.port());
  ASSERT_TRUE(before.Handshake());
  EXPECT_EQ(before.ServerFingerprint(), tls_.gateway.fingerprint);

  const TestTls::Certificate renewed = tls_.gateway_ca.Issue(kGatewayName);
  tls_.WriteGatewayCertificate(renewed);
  std::vector<std::string> changes;
  do {
    changes = gateway.log().AwaitCertificateChanges(changes.size() + 1);
  } while (changes.back() != "clients: ");
  RawTlsClient after(gateway.port());
  ASSERT_TRUE(after.Handshake());
  EXPECT_EQ(after.ServerFingerprint(), renewed.fingerprint);
  ASSERT_TRUE(stream->Write("after"));
  ASSERT_TRUE(stream->Read(text));
  EXPECT_EQ(text, "after");
  stream->CloseWriting();
  EXPECT_FALSE(stream->Read(text));
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(TlsTest, ABrokenFileKeepsTheOldOneAndIsToldOnce) {
  TestGateway gateway(Config());
  tls_.Write("gateway.pem", "no certificate");
  EXPECT_THAT(gateway.log().AwaitCertificateChanges(1),
              ElementsAre(HasSubstr("clients: tls_certificate_file: expected")));
  RawTlsClient client(gateway.port());
  ASSERT_TRUE(client.Handshake());
  EXPECT_EQ(client.ServerFingerprint(), tls_.gateway.fingerprint);
  // Broken in another way: the key is another's.
  tls_.Write("gateway.pem", tls_.gateway_ca.Issue(kGatewayName).certificate_pem);
  EXPECT_THAT(gateway.log().AwaitCertificateChanges(2)[1], HasSubstr("key values mismatch"));
  tls_.WriteGatewayCertificate(tls_.gateway);
  EXPECT_EQ(gateway.log().AwaitCertificateChanges(3)[2], "clients: ");
}

TEST_F(TlsTest, ARevokedClientIsCutOffAlsoOnAConnectionThatStands) {
  TestGateway gateway(Config(ClientCertificates::kOptional));
  const TestTls::Certificate kept = tls_.client_ca.Issue("kept.test");
  const TestTls::Certificate lost = tls_.client_ca.Issue("lost.test");
  TestClient good(gateway.port(), tls_.Client(&kept));
  TestClient bad(gateway.port(), tls_.Client(&lost));
  EXPECT_EQ(Call(good), grpc::StatusCode::OK);
  EXPECT_EQ(Call(bad), grpc::StatusCode::OK);
  tls_.Revoke({lost});
  gateway.log().AwaitCertificateChanges(1);
  EXPECT_EQ(Call(good), grpc::StatusCode::OK);
  EXPECT_NE(Call(bad), grpc::StatusCode::OK);
  EXPECT_THAT(gateway.log().AwaitCutOff().front(), "certificate is no longer accepted");
}

TEST_F(TlsTest, DoesNotStartWithFilesThatCannotBeUsed) {
  GatewayConfig config = Config(ClientCertificates::kRequired);
  EXPECT_TRUE(StartStatus(config).ok());
  for (std::string TlsFiles::*file :
       {&TlsFiles::certificate, &TlsFiles::private_key, &TlsFiles::ca, &TlsFiles::revocation_list}) {
    GatewayConfig broken = config;
    broken.client_tls.files.*file = "/nonexistent/file.pem";
    EXPECT_EQ(StartStatus(broken).code(), absl::StatusCode::kInvalidArgument);
  }
}

}  // namespace
}  // namespace clearbudget::gateway
