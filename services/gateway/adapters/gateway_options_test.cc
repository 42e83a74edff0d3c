#include "services/gateway/adapters/gateway_options.h"

#include <utility>

#include "common/config/configuration.h"
#include "common/testing/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::gateway {
namespace {

using clearbudget::testing::HasViolation;
using ::testing::HasSubstr;

GatewayOptions Plaintext() {
  GatewayOptions options;
  options.client_tls.plaintext = true;
  options.internal_tls.plaintext = true;
  return options;
}

TEST(GatewayOptionsTest, DefaultsRouteAllServices) {
  const auto config = ToConfig(Plaintext());
  ASSERT_TRUE(config.ok()) << config.status();
  const auto name = [&config](const char* service) {
    return config->backends[*config->routes.FindBackend(service)].name;
  };
  EXPECT_EQ(name("clearbudget.budget.v1.BudgetService"), "submission");
  EXPECT_EQ(name("clearbudget.pack.v1.PackService"), "submission");
  EXPECT_EQ(name("clearbudget.performance.v1.EvaluationService"), "performance");
  EXPECT_EQ(name("clearbudget.disclosure.v1.EditionService"), "disclosure");
}

TEST(GatewayOptionsTest, DefaultsAskForEncryption) {
  const auto config = ToConfig(GatewayOptions());
  for (const char* option : {"tls_certificate_file", "tls_private_key_file", "internal_certificate_file",
                             "internal_private_key_file", "internal_ca_file"}) {
    EXPECT_THAT(config, HasViolation(option, errors::Reason::kConfigurationInvalid)) << option;
  }
}

TEST(GatewayOptionsTest, ReadsWhetherClientsShowCertificates) {
  const std::pair<const char*, ClientCertificates> kCases[] = {{"off", ClientCertificates::kOff},
                                                               {"optional", ClientCertificates::kOptional},
                                                               {"required", ClientCertificates::kRequired}};
  for (const auto& [name, expected] : kCases) {
    GatewayOptions options = Plaintext();
    options.client_certificates = name;
    const auto config = ToConfig(options);
    ASSERT_TRUE(config.ok()) << config.status();
    EXPECT_EQ(config->client_tls.client_certificates, expected) << name;
  }
}

TEST(GatewayOptionsTest, CollectsWhatIsWrong) {
  GatewayOptions options = Plaintext();
  options.listen_address = "192.168.0.1";
  options.backends = "submission=here";
  options.routes = "a.=submission";
  const auto config = ToConfig(options);
  EXPECT_THAT(config, HasViolation("listen_address", errors::Reason::kConfigurationInvalid));
  EXPECT_THAT(config, HasViolation("backends", errors::Reason::kConfigurationInvalid));
  EXPECT_THAT(config, HasViolation("routes", errors::Reason::kConfigurationInvalid));
}

TEST(GatewayOptionsTest, PrintsEverySetting) {
  GatewayOptions options;
  const std::string text = config::PrintedConfig(OptionsOf(options));
  EXPECT_THAT(text, HasSubstr("port = 8080"));
  EXPECT_THAT(text, HasSubstr("drain_deadline = 20s"));
}

}  // namespace
}  // namespace clearbudget::gateway
