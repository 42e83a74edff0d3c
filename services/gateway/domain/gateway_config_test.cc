#include "services/gateway/domain/gateway_config.h"

#include <optional>
#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::gateway {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

GatewayConfig Plaintext() {
  GatewayConfig config;
  config.client_tls.plaintext = true;
  config.internal_tls.plaintext = true;
  return config;
}

TEST(EndpointTest, Parses) {
  const struct {
    std::string_view text;
    std::optional<Endpoint> expected;
  } kCases[] = {
      {"127.0.0.1:8080", Endpoint{"127.0.0.1", 8080}},
      {"[::1]:8080", Endpoint{"::1", 8080}},
      {"localhost:0", Endpoint{"localhost", 0}},
      {"::1:8080", std::nullopt},
      {"127.0.0.1", std::nullopt},
      {":8080", std::nullopt},
      {"localhost:", std::nullopt},
      {"localhost:65536", std::nullopt},
      {"localhost:-1", std::nullopt},
      {"localhost:80x", std::nullopt},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(ParseEndpoint(test.text), test.expected) << test.text;
    if (!test.expected) continue;
    EXPECT_EQ(EndpointText(*test.expected), test.text);
  }
}

TEST(EndpointTest, KnowsTheLoopbackInterface) {
  for (const char* host : {"127.0.0.1", "127.255.0.3", "::1", "localhost"})
    EXPECT_TRUE(IsLoopback(host)) << host;
  for (const char* host : {"0.0.0.0", "::", "10.0.0.1", "128.0.0.1", "127.0.0", "127.0.0.1.2", "127.0.0.256",
                           "127.0.0.1.example.org", "localhost.example.org", ""}) {
    EXPECT_FALSE(IsLoopback(host)) << host;
  }
}

TEST(GatewayConfigTest, ReadsBackendsAndRoutes) {
  GatewayConfig config;
  EXPECT_THAT(AddBackends("a=127.0.0.1:1,b=[::1]:2", config), IsEmpty());
  EXPECT_THAT(AddRoutes("x.v1.=a,y.v1.Service=b", config), IsEmpty());
  EXPECT_THAT(config.backends, ElementsAre(Field(&Backend::name, "a"), Field(&Backend::name, "b")));
  EXPECT_EQ(config.routes.FindBackend("x.v1.Any"), 0U);
  EXPECT_EQ(config.routes.FindBackend("y.v1.Service"), 1U);
}

TEST(GatewayConfigTest, NamesEverythingThatIsWrong) {
  GatewayConfig config = Plaintext();
  const auto given = [](const char* text) { return Field(&errors::Violation::given, text); };
  EXPECT_THAT(AddBackends("a=127.0.0.1:1,b,=127.0.0.1:2,c=127.0.0.1:0", config),
              ElementsAre(given("b"), given("=127.0.0.1:2"), given("c=127.0.0.1:0")));
  EXPECT_THAT(AddRoutes("x.=a,x.=a,y.=nobody,z,=a", config),
              ElementsAre(given("x.=a"), given("y.=nobody"), given("z"), given("=a")));

  config.listen.host = "0.0.0.0";
  config.threads = 0;
  config.limits.stream_window_bytes = 1000;
  const auto path = [](const char* name) { return Field(&errors::Violation::path, name); };
  EXPECT_THAT(CheckConfig(config),
              ElementsAre(path("listen_address"), path("threads"), path("stream_window_bytes")));
  EXPECT_THAT(CheckConfig(Plaintext()), IsEmpty());
}

TEST(GatewayConfigTest, PlaintextStaysOnTheLoopbackInterface) {
  GatewayConfig config = Plaintext();
  config.backends = {{"near", {"127.0.0.1", 1}}, {"far", {"10.0.0.1", 2}}};
  const auto path = [](const char* name) { return Field(&errors::Violation::path, name); };
  EXPECT_THAT(CheckConfig(config), ElementsAre(path("backends")));
  config.internal_tls.plaintext = false;
  config.internal_tls.files = {.certificate = "a", .private_key = "b", .ca = "c", .revocation_list = {}};
  EXPECT_THAT(CheckConfig(config), IsEmpty());
  config.internal_tls.trust_domain.clear();
  EXPECT_THAT(CheckConfig(config), ElementsAre(path("trust_domain")));
}

TEST(GatewayConfigTest, TlsNeedsItsFilesAndMayListenAnywhere) {
  GatewayConfig config = Plaintext();
  config.listen.host = "0.0.0.0";
  config.client_tls.plaintext = false;
  const auto path = [](const char* name) { return Field(&errors::Violation::path, name); };
  EXPECT_THAT(CheckConfig(config), ElementsAre(path("tls_certificate_file"), path("tls_private_key_file")));
  config.client_tls.files.certificate = "a";
  config.client_tls.files.private_key = "b";
  EXPECT_THAT(CheckConfig(config), IsEmpty());
  config.client_tls.client_certificates = ClientCertificates::kOptional;
  EXPECT_THAT(CheckConfig(config), ElementsAre(path("client_ca_file")));
}

TEST(RoutingTableTest, LongestRouteWins) {
  RoutingTable table;
  EXPECT_TRUE(table.Add({"a.v1.", 1}));
  EXPECT_TRUE(table.Add({"a.v1.Special", 2}));
  EXPECT_TRUE(table.Add({"a.", 3}));
  EXPECT_FALSE(table.Add({"a.", 4}));
  EXPECT_FALSE(table.Add({"", 4}));
  const struct {
    std::string_view service;
    std::optional<std::size_t> backend;
  } kCases[] = {
      {"a.v1.Service", 1U}, {"a.v1.Special", 2U}, {"a.v1.SpecialOther", 1U},
      {"a.v2.Service", 3U}, {"b.v1.Service", {}}, {"", {}},
  };
  for (const auto& test : kCases) EXPECT_EQ(table.FindBackend(test.service), test.backend) << test.service;
}

TEST(RoutingTableTest, ParsesPaths) {
  const auto path = ParseMethodPath("/a.v1.Service/Get");
  ASSERT_TRUE(path);
  EXPECT_EQ(path->service, "a.v1.Service");
  EXPECT_EQ(path->method, "Get");
  for (const char* text : {"", "/", "a/b", "/a", "/a/", "//b", "/a/b/c", "*"}) {
    EXPECT_FALSE(ParseMethodPath(text)) << text;
  }
}

}  // namespace
}  // namespace clearbudget::gateway
