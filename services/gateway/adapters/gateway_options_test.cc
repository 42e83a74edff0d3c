#include "services/gateway/adapters/gateway_options.h"

#include "common/config/configuration.h"
#include "common/testing/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::gateway {
namespace {

using clearbudget::testing::HasViolation;
using ::testing::HasSubstr;

TEST(GatewayOptionsTest, DefaultsRouteAllServices) {
  const auto config = ToConfig(GatewayOptions());
  ASSERT_TRUE(config.ok()) << config.status();
  const auto name = [&config](const char* service) {
    return config->backends[*config->routes.FindBackend(service)].name;
  };
  EXPECT_EQ(name("clearbudget.budget.v1.BudgetService"), "submission");
  EXPECT_EQ(name("clearbudget.pack.v1.PackService"), "submission");
  EXPECT_EQ(name("clearbudget.performance.v1.EvaluationService"), "performance");
  EXPECT_EQ(name("clearbudget.disclosure.v1.EditionService"), "disclosure");
}

TEST(GatewayOptionsTest, CollectsWhatIsWrong) {
  GatewayOptions options;
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
