// Clients that break the rules, and clients beside them that do not.
#include <chrono>
#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/http2/session.h"
#include "services/gateway/testing/raw_client.h"
#include "services/gateway/testing/test_backend.h"
#include "services/gateway/testing/test_client.h"
#include "services/gateway/testing/test_gateway.h"

namespace clearbudget::gateway {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kEcho = "/clearbudget.echo.v1.EchoService/Echo";
constexpr std::string_view kWait = "/clearbudget.echo.v1.EchoService/Wait";
constexpr std::uint8_t kWholeRequest = kEndHeadersFlag | kEndStreamFlag;

class HostileClientTest : public ::testing::Test {
 protected:
  void ExpectServed() { EXPECT_TRUE(TestClient(gateway_.port()).Call(EchoMethod("Echo"), "x").status.ok()); }

  // Sends one request and returns the answer's header block.
  std::string AnswerTo(const HeaderViews& headers) {
    RawClient client(gateway_.port());
    client.SendPreface();
    client.Send(FrameBytes(kHeadersFrame, kWholeRequest, 1, HeaderBlock(headers)));
    RawClient::Frame frame;
    EXPECT_TRUE(client.Await(kHeadersFrame, frame));
    return frame.payload;
  }

  static GatewayConfig Config(int port) {
    GatewayConfig config = TestConfig(port);
    config.limits.reset_burst = 100;
    config.limits.control_burst = 200;
    config.times.handshake_timeout = std::chrono::milliseconds(200);
    config.times.idle_timeout = std::chrono::milliseconds(300);
    return config;
  }

  TestBackend backend_;
  TestGateway gateway_{Config(backend_.port())};
};

TEST_F(HostileClientTest, RapidResetsAreCutOff) {
  const std::string headers = HeaderBlock(CallHeaders(kWait));
  const std::string cancel("\0\0\0\x08", 4);
  RawClient client(gateway_.port());
  client.SendPreface();
  std::string flood;
  for (std::uint32_t i = 0; i < 5000; ++i) {
    flood += FrameBytes(kHeadersFrame, kEndHeadersFlag, 2 * i + 1, headers);
    flood += FrameBytes(kResetFrame, 0, 2 * i + 1, cancel);
  }
  client.Send(flood);
  std::uint32_t code = 0;
  client.AwaitEnd(code);
  EXPECT_THAT(gateway_.log().AwaitCutOff(), ElementsAre("too many broken-off streams"));
  ExpectServed();
}

TEST_F(HostileClientTest, PingFloodsAreCutOff) {
  RawClient client(gateway_.port());
  client.SendPreface();
  std::string flood;
  for (int i = 0; i < 5000; ++i) flood += FrameBytes(kPingFrame, 0, 0, "12345678");
  client.Send(flood);
  std::uint32_t code = 0;
  client.AwaitEnd(code);
  EXPECT_THAT(gateway_.log().AwaitCutOff(), ElementsAre("too many control frames"));
  ExpectServed();
}

TEST_F(HostileClientTest, ContinuationFloodsAreCutOff) {
  RawClient client(gateway_.port());
  client.SendPreface();
  std::string flood = FrameBytes(kHeadersFrame, 0, 1, HeaderBlock(CallHeaders(kEcho)));
  for (int i = 0; i < 1000; ++i) flood += FrameBytes(kContinuationFrame, 0, 1, HeaderBlock({{"x-a", "b"}}));
  client.Send(flood);
  std::uint32_t code = 0;
  client.AwaitEnd(code);
  EXPECT_THAT(gateway_.log().AwaitCutOff(), ElementsAre("broke the protocol"));
  ExpectServed();
}

TEST_F(HostileClientTest, WhoDoesNotSpeakIsClosed) {
  RawClient silent(gateway_.port());
  std::uint32_t code = 0;
  silent.AwaitEnd(code);
  EXPECT_THAT(gateway_.log().AwaitCutOff(), ElementsAre("no handshake"));
}

TEST_F(HostileClientTest, WhoStopsWithinAHeaderBlockIsClosed) {
  RawClient client(gateway_.port());
  client.SendPreface();
  client.Send(FrameBytes(kHeadersFrame, 0, 1, HeaderBlock(CallHeaders(kEcho))));
  std::uint32_t code = 0;
  client.AwaitEnd(code);
  EXPECT_THAT(gateway_.log().AwaitCutOff(), ElementsAre("header block not completed"));
}

TEST_F(HostileClientTest, IdleConnectionsAreClosedPolitely) {
  RawClient client(gateway_.port());
  client.SendPreface();
  std::uint32_t code = 99;
  EXPECT_TRUE(client.AwaitEnd(code));
  EXPECT_EQ(code, kNoError);
}

TEST_F(HostileClientTest, SomethingElseThanHttp2IsClosed) {
  RawClient client(gateway_.port());
  client.Send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  std::uint32_t code = 0;
  client.AwaitEnd(code);
  ExpectServed();
}

TEST_F(HostileClientTest, BinaryHeadersThatAreNotBase64AreRefused) {
  HeaderViews headers = CallHeaders(kEcho);
  headers.push_back({"x-token-bin", "***"});
  RawClient client(gateway_.port());
  client.SendPreface();
  client.Send(FrameBytes(kHeadersFrame, kWholeRequest, 1, HeaderBlock(headers)));
  gateway_.log().AwaitCalls(1);
  EXPECT_EQ(gateway_.log().AwaitCalls(1)[0].code, StatusCode::kInvalidArgument);
}

TEST_F(HostileClientTest, TooManyHeadersAreRefused) {
  HeaderViews headers = CallHeaders(kEcho);
  const std::string value(100, 'v');
  for (int i = 0; i < 115; ++i) headers.push_back({"x-filling", value});
  RawClient client(gateway_.port());
  client.SendPreface();
  client.Send(FrameBytes(kHeadersFrame, kWholeRequest, 1, HeaderBlock(headers)));
  EXPECT_EQ(gateway_.log().AwaitCalls(1)[0].code, StatusCode::kResourceExhausted);
  ExpectServed();
}

TEST_F(HostileClientTest, WhatIsNotGrpcGetsAnHttpStatus) {
  HeaderViews wrong_method = CallHeaders(kEcho);
  wrong_method[0].value = "GET";
  EXPECT_THAT(AnswerTo(wrong_method), HasSubstr("405"));
  HeaderViews wrong_type = CallHeaders(kEcho);
  wrong_type[5].value = "application/json";
  EXPECT_THAT(AnswerTo(wrong_type), HasSubstr("415"));
  const auto calls = gateway_.log().AwaitCalls(2);
  EXPECT_EQ(calls[0].code, StatusCode::kInternal);
  EXPECT_EQ(calls[1].code, StatusCode::kInternal);
}

TEST(ConnectionLimitTest, OnePeerGetsItsShare) {
  TestBackend backend;
  GatewayConfig config = TestConfig(backend.port());
  config.limits.max_connections_per_peer = 2;
  TestGateway gateway(config);
  RawClient first(gateway.port());
  RawClient second(gateway.port());
  RawClient::Frame frame;
  ASSERT_TRUE(first.Await(4, frame));
  ASSERT_TRUE(second.Await(4, frame));
  RawClient third(gateway.port());
  std::uint32_t code = 0;
  EXPECT_FALSE(third.AwaitEnd(code));
  EXPECT_THAT(gateway.log().AwaitCutOff(), ElementsAre("too many connections"));
}

}  // namespace
}  // namespace clearbudget::gateway
