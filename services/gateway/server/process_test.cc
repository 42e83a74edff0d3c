// The program as it is started and stopped.
#include <fmt/format.h>

#include <fstream>
#include <string>
#include <vector>

#include "common/testing/temporary_directory.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/testing/gateway_process.h"
#include "services/gateway/testing/test_backend.h"
#include "services/gateway/testing/test_client.h"
#include "services/gateway/testing/test_issuer.h"
#include "services/gateway/testing/tls_files.h"

namespace clearbudget::gateway {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ProcessTest : public ::testing::Test {
 protected:
  // What every gateway needs.
  std::vector<std::string> Arguments(std::vector<std::string> more) const {
    std::vector<std::string> arguments = {
        "--port=0", "--identity_policy=" + issuer_.policy_file(),
        "--assertion_private_key_file=" + issuer_.assertion_private_key_file()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }
  // Everything encrypted.
  std::vector<std::string> TlsArguments(std::vector<std::string> more) const {
    GatewayConfig config;
    tls_.EncryptClients(config);
    tls_.EncryptBackends(config);
    const TlsFiles& clients = config.client_tls.files;
    const TlsFiles& internal = config.internal_tls.files;
    more.push_back("--tls_certificate_file=" + clients.certificate);
    more.push_back("--tls_private_key_file=" + clients.private_key);
    more.push_back("--internal_certificate_file=" + internal.certificate);
    more.push_back("--internal_private_key_file=" + internal.private_key);
    more.push_back("--internal_ca_file=" + internal.ca);
    more.push_back("--trust_domain=" + config.internal_tls.trust_domain);
    return Arguments(std::move(more));
  }

  const clearbudget::testing::TemporaryDirectory directory_;
  const ports::SystemClock clock_;
  TestIssuer issuer_{directory_.path(), clock_};
  TestTls tls_;
};

TEST_F(ProcessTest, ServesLogsAndStopsWithoutCuttingCallsOff) {
  TestBackend backend(0, 0, tls_.Backend(tls_.internal_ca.Issue("echo.inside.test")));
  const std::string port_file = directory_.File("port");
  GatewayProcess gateway(TlsArguments({"--listen_address=0.0.0.0", "--port_file=" + port_file, "--threads=2",
                                       fmt::format("--backends=echo=127.0.0.1:{}", backend.port()),
                                       "--routes=clearbudget.echo.v1.=echo"}));
  ASSERT_TRUE(gateway.AwaitLog("server_started")) << gateway.log();
  int port = 0;
  std::ifstream(port_file) >> port;
  ASSERT_GT(port, 0);

  TestClient client(port, tls_.Client());
  const std::string token = issuer_.Token("li");
  grpc::ClientContext context;
  context.AddMetadata("authorization", "Bearer " + token);
  EXPECT_EQ(client.Call(EchoMethod("Echo"), "through a process", context).text, "through a process");
  EXPECT_TRUE(gateway.AwaitLog(R"("method":"clearbudget.echo.v1.EchoService/Echo","code":"OK")"))
      << gateway.log();
  EXPECT_EQ(client.Call(EchoMethod("Echo"), "").status.error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_TRUE(gateway.AwaitLog("CREDENTIALS_MISSING"));

  const auto stream = client.Stream(EchoMethod("Wait"));
  stream->context().AddMetadata("authorization", "Bearer " + token);
  stream->Start();
  backend.AwaitWaiting(1);
  gateway.Stop();
  ASSERT_TRUE(gateway.AwaitLog("server_stopping")) << gateway.log();
  backend.Release();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(gateway.Wait(), 0);
  EXPECT_FALSE(gateway.AwaitLog("after the end"));
  EXPECT_THAT(gateway.log(), AllOf(HasSubstr(R"("subject":"user:li")"), Not(HasSubstr(token)),
                                   Not(HasSubstr(token.substr(token.rfind('.') + 1)))));
}

TEST_F(ProcessTest, RefusesPlaintextThatIsNotLoopbackInBothLanguages) {
  GatewayProcess gateway(Arguments({"--listen_address=0.0.0.0", "--plaintext", "--plaintext_backends"}));
  EXPECT_FALSE(gateway.AwaitLog("server_started"));
  EXPECT_EQ(gateway.Wait(), 2);
  EXPECT_THAT(gateway.log(), AllOf(HasSubstr("0.0.0.0"), HasSubstr("loopback"), HasSubstr("本机回环地址")));
}

TEST_F(ProcessTest, RefusesFilesThatAreNotThere) {
  const struct {
    const char* option;
    int exit_code;
  } kCases[] = {{"--descriptor_set=/nonexistent/file", 1},
                {"--tls_certificate_file=/nonexistent/file", 2},
                {"--internal_ca_file=/nonexistent/file", 2},
                {"--identity_policy=/nonexistent/file", 2},
                {"--assertion_private_key_file=/nonexistent/file", 2}};
  for (const auto& test : kCases) {
    std::vector<std::string> arguments = TlsArguments({});
    const std::string name(test.option, std::string_view(test.option).find('='));
    std::erase_if(arguments, [&name](const std::string& each) { return each.starts_with(name + "="); });
    arguments.emplace_back(test.option);
    GatewayProcess gateway(arguments);
    EXPECT_FALSE(gateway.AwaitLog("server_started")) << test.option;
    EXPECT_EQ(gateway.Wait(), test.exit_code) << test.option;
    EXPECT_THAT(gateway.log(), HasSubstr("/nonexistent/file")) << test.option;
  }
}

}  // namespace
}  // namespace clearbudget::gateway
