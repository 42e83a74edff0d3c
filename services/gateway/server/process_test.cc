// The program as it is started and stopped.
#include <fmt/format.h>

#include <fstream>
#include <string>

#include "common/testing/temporary_directory.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/testing/gateway_process.h"
#include "services/gateway/testing/test_backend.h"
#include "services/gateway/testing/test_client.h"

namespace clearbudget::gateway {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(ProcessTest, ServesLogsAndStopsWithoutCuttingCallsOff) {
  TestBackend backend;
  const clearbudget::testing::TemporaryDirectory directory;
  const std::string port_file = directory.path() + "/port";
  GatewayProcess gateway({"--port=0", "--port_file=" + port_file, "--threads=2",
                          fmt::format("--backends=echo=127.0.0.1:{}", backend.port()),
                          "--routes=clearbudget.echo.v1.=echo"});
  ASSERT_TRUE(gateway.AwaitLog("server_started")) << gateway.log();
  int port = 0;
  std::ifstream(port_file) >> port;
  ASSERT_GT(port, 0);

  TestClient client(port);
  EXPECT_EQ(client.Call(EchoMethod("Echo"), "through a process").text, "through a process");
  EXPECT_TRUE(gateway.AwaitLog(R"("method":"clearbudget.echo.v1.EchoService/Echo","code":"OK")"))
      << gateway.log();

  const auto stream = client.Stream(EchoMethod("Wait"));
  stream->Start();
  backend.AwaitWaiting(1);
  gateway.Stop();
  ASSERT_TRUE(gateway.AwaitLog("server_stopping")) << gateway.log();
  backend.Release();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(gateway.Wait(), 0);
}

TEST(ProcessTest, RefusesAnAddressThatIsNotLoopbackInBothLanguages) {
  GatewayProcess gateway({"--listen_address=0.0.0.0", "--port=0"});
  EXPECT_FALSE(gateway.AwaitLog("server_started"));
  EXPECT_EQ(gateway.Wait(), 2);
  EXPECT_THAT(gateway.log(), AllOf(HasSubstr("0.0.0.0"), HasSubstr("loopback"), HasSubstr("本机回环地址")));
}

TEST(ProcessTest, RefusesADescriptorSetThatIsNotThere) {
  GatewayProcess gateway({"--port=0", "--descriptor_set=/nonexistent/set"});
  EXPECT_FALSE(gateway.AwaitLog("server_started"));
  EXPECT_EQ(gateway.Wait(), 1);
  EXPECT_THAT(gateway.log(), HasSubstr("/nonexistent/set"));
}

}  // namespace
}  // namespace clearbudget::gateway
