// Calls through a gateway to a real gRPC server, with a real gRPC client.
#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/net/socket.h"
#include "services/gateway/testing/test_backend.h"
#include "services/gateway/testing/test_client.h"
#include "services/gateway/testing/test_gateway.h"

namespace clearbudget::gateway {
namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

class RelayTest : public ::testing::Test {
 protected:
  TestBackend backend_;
  TestGateway gateway_{TestConfig(backend_.port())};
  TestClient client_{gateway_.port()};
};

TEST_F(RelayTest, PassesUnaryCallsOn) {
  for (const std::size_t size : {0UL, 1UL, 70'000UL, 8UL * 1024 * 1024}) {
    const std::string text(size, 'a');
    const TestClient::Answer answer = client_.Call(EchoMethod("Echo"), text);
    ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
    EXPECT_EQ(answer.text.size(), size);
    EXPECT_EQ(answer.text, text);
  }
}

TEST_F(RelayTest, PassesServerStreamsOn) {
  const auto stream = client_.Stream(EchoMethod("Repeat"));
  stream->Start();
  ASSERT_TRUE(stream->Write("1000"));
  stream->CloseWriting();
  std::string text;
  for (int i = 0; i < 1000; ++i) {
    ASSERT_TRUE(stream->Read(text)) << i;
    ASSERT_EQ(text, fmt::format("{}", i));
  }
  EXPECT_FALSE(stream->Read(text));
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(RelayTest, PassesBidirectionalStreamsOnMessageByMessage) {
  const auto stream = client_.Stream(EchoMethod("Echo"));
  stream->Start();
  std::string text;
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(stream->Write(fmt::format("message {}", i)));
    ASSERT_TRUE(stream->Read(text));
    EXPECT_EQ(text, fmt::format("message {}", i));
  }
  stream->CloseWriting();
  EXPECT_FALSE(stream->Read(text));
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(RelayTest, PassesTrailersWithAnErrorOn) {
  const auto stream = client_.Stream(EchoMethod("Fail"));
  stream->Start();
  ASSERT_TRUE(stream->Write("x"));
  std::string text;
  EXPECT_TRUE(stream->Read(text));
  EXPECT_EQ(text, "part");
  EXPECT_FALSE(stream->Read(text));
  const grpc::Status status = stream->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(status.error_message(), "状态不符: state");
  const auto& trailers = stream->context().GetServerTrailingMetadata();
  ASSERT_EQ(trailers.count("x-reason"), 1U);
  EXPECT_EQ(trailers.find("x-reason")->second, "because");
  ASSERT_EQ(trailers.count("x-detail-bin"), 1U);
  EXPECT_EQ(trailers.find("x-detail-bin")->second, grpc::string_ref("\0\1\2", 3));
}

// The answer comes before the request has ended; what follows of the request is no error.
TEST_F(RelayTest, PassesAnswersOnThatComeBeforeTheRequestEnds) {
  const TestClient::Answer answer = client_.Call(EchoMethod("Refuse"), std::string(4 * 1024 * 1024, 'a'));
  EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(answer.status.error_message(), "不存在: none");
  EXPECT_TRUE(client_.Call(EchoMethod("Echo"), "next").status.ok());
}

// A client that does not read its 8 MiB answer stops nobody else on the same connection.
TEST_F(RelayTest, OneSlowReaderDoesNotStopItsNeighbours) {
  const auto slow = client_.Stream(EchoMethod("Large"));
  slow->Start();
  ASSERT_TRUE(slow->Write(std::to_string(8 * 1024 * 1024)));
  slow->CloseWriting();
  for (int i = 0; i < 20; ++i) {
    const TestClient::Answer answer = client_.Call(EchoMethod("Echo"), std::string(300'000, 'b'));
    ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
  }
  std::string text;
  ASSERT_TRUE(slow->Read(text));
  EXPECT_EQ(text, std::string(8 * 1024 * 1024, 'x'));
  EXPECT_FALSE(slow->Read(text));
  EXPECT_TRUE(slow->Finish().ok());
}

TEST_F(RelayTest, CarriesAThousandCallsAtOnce) {
  constexpr std::size_t kClients = 4;
  constexpr std::size_t kCallsEach = 250;
  std::vector<std::unique_ptr<TestClient>> clients;
  std::vector<std::unique_ptr<TestStream>> streams;
  for (std::size_t i = 0; i < kClients; ++i) {
    clients.push_back(std::make_unique<TestClient>(gateway_.port()));
    for (std::size_t k = 0; k < kCallsEach; ++k) {
      streams.push_back(clients.back()->Stream(EchoMethod("Wait")));
      streams.back()->Start();
    }
  }
  backend_.AwaitWaiting(kClients * kCallsEach);
  backend_.Release();
  std::size_t ok = 0;
  for (const auto& stream : streams) ok += stream->Finish().ok() ? 1 : 0;
  EXPECT_EQ(ok, kClients * kCallsEach);
}

TEST_F(RelayTest, TellsTheBackendWhenAClientCancels) {
  const auto stream = client_.Stream(EchoMethod("Wait"));
  stream->Start();
  backend_.AwaitWaiting(1);
  stream->context().TryCancel();
  backend_.AwaitCancelled(1);
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  EXPECT_EQ(gateway_.log().AwaitCalls(1)[0].code, StatusCode::kCancelled);
}

TEST_F(RelayTest, TellsTheBackendWhenAClientIsGone) {
  auto client = std::make_unique<TestClient>(gateway_.port());
  auto stream = client->Stream(EchoMethod("Wait"));
  stream->Start();
  backend_.AwaitWaiting(1);
  stream.reset();
  client.reset();
  backend_.AwaitCancelled(1);
}

TEST_F(RelayTest, CleansMetadataAndAddsItsOwn) {
  grpc::ClientContext context;
  context.AddMetadata("authorization", "Bearer platform-test");
  context.AddMetadata("x-clearbudget-subject", "forged");
  context.AddMetadata("x-clearbudget-assertion", "forged");
  context.AddMetadata("x-clearbudget-client-address", "forged");
  context.AddMetadata("x-forwarded-for", "forged");
  context.AddMetadata("x-acting-for", "regions/130303/delegations/leave");
  context.AddMetadata("x-request-id", "request-7");
  context.AddMetadata("x-raw-bin", std::string("\0\xff", 2));
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
  const TestClient::Answer answer = client_.Call(EchoMethod("Metadata"), "", context);
  ASSERT_TRUE(answer.status.ok());
  EXPECT_THAT(answer.text, AllOf(Not(HasSubstr("authorization")), Not(HasSubstr("Bearer")),
                                 HasSubstr("x-clearbudget-assertion: platform-test to echo\n"),
                                 HasSubstr("x-clearbudget-client-address: 127.0.0.1\n"),
                                 HasSubstr("x-acting-for: regions/130303/delegations/leave\n"),
                                 HasSubstr("x-request-id: request-7\n"),
                                 HasSubstr(std::string("x-raw-bin: \0\xff", 13)), Not(HasSubstr("forged")),
                                 AnyOf(HasSubstr("deadline_s: 29\n"), HasSubstr("deadline_s: 30\n"))));
  const auto& headers = context.GetServerInitialMetadata();
  ASSERT_EQ(headers.count("x-request-id"), 1U);
  EXPECT_EQ(headers.find("x-request-id")->second, "request-7");
  EXPECT_EQ(headers.count("x-clearbudget-secret"), 0U);
  const FakeLog::Call call = gateway_.log().AwaitCalls(1)[0];
  EXPECT_EQ(call.request_id, "request-7");
  EXPECT_EQ(call.subject, "platform-test");
}

TEST_F(RelayTest, RefusesCredentialsBeforeTheBackendSeesAnything) {
  for (const char* method :
       {"/clearbudget.echo.v1.EchoService/Wait", "/clearbudget.away.v1.AwayService/Get"}) {
    grpc::ClientContext context;
    context.AddMetadata("authorization", "Bearer bad");
    const TestClient::Answer answer = client_.Call(method, "", context);
    EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::UNAUTHENTICATED) << method;
    EXPECT_THAT(answer.status.error_details(),
                AllOf(HasSubstr("CREDENTIALS_INVALID"), HasSubstr("身份凭证无效"), HasSubstr("zh-CN")));
  }
}

// Whoever balances load must be able to ask without credentials.
TEST_F(RelayTest, AnswersHealthWhateverTheCredentials) {
  grpc::ClientContext context;
  context.AddMetadata("authorization", "Bearer bad");
  EXPECT_TRUE(client_.Call("/grpc.health.v1.Health/Check", "", context).status.ok());
  EXPECT_EQ(gateway_.log().AwaitCalls(1)[0].subject, "");
}

TEST_F(RelayTest, MintsARequestIdAndADeadlineWhereThereIsNone) {
  const TestClient::Answer answer = client_.Call(EchoMethod("Metadata"), "");
  ASSERT_TRUE(answer.status.ok());
  EXPECT_THAT(answer.text, AnyOf(HasSubstr("deadline_s: 59\n"), HasSubstr("deadline_s: 60\n")));
  const FakeLog::Call call = gateway_.log().AwaitCalls(1)[0];
  EXPECT_EQ(call.request_id.size(), 32U);
  EXPECT_EQ(call.method, EchoMethod("Metadata"));
  EXPECT_EQ(call.code, StatusCode::kOk);
  EXPECT_THAT(answer.text, HasSubstr("x-request-id: " + call.request_id + "\n"));
}

TEST_F(RelayTest, LogsNoTextThatIsNoMethod) {
  const char* const paths[] = {"/clearbudget.other.v1.OtherService/Get", "/a.v1.Service/%E7%BB%9D%E5%AF%86",
                               "/no-path"};
  for (const char* path : paths) client_.Call(path, "");
  client_.Call(EchoMethod("%E7%BB%9D%E5%AF%86"), "");
  for (const FakeLog::Call& call : gateway_.log().AwaitCalls(4)) EXPECT_EQ(call.method, "/-");
}

TEST_F(RelayTest, RefusesServicesThatNobodyServes) {
  for (const char* method :
       {"/clearbudget.other.v1.OtherService/Get", "/grpc.channelz.v1.Channelz/GetServers"}) {
    const TestClient::Answer answer = client_.Call(method, "");
    EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::UNIMPLEMENTED);
    EXPECT_THAT(answer.status.error_message(), HasSubstr(method));
  }
}

TEST_F(RelayTest, NamesABackendThatIsAwayAsOftenAsAsked) {
  for (int i = 0; i < 3; ++i) {
    const TestClient::Answer answer = client_.Call("/clearbudget.away.v1.AwayService/Get", "");
    EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::UNAVAILABLE);
    EXPECT_THAT(answer.status.error_message(), HasSubstr("away"));
    EXPECT_THAT(answer.status.error_details(),
                AllOf(HasSubstr("BACKEND_UNAVAILABLE"), HasSubstr("127.0.0.1:1"), HasSubstr("RetryInfo"),
                      HasSubstr("zh-CN")));
  }
}

TEST_F(RelayTest, AnswersForABackendThatDiesDuringACallAndFindsItAgain) {
  const int port = backend_.port();
  const auto stream = client_.Stream(EchoMethod("Wait"));
  stream->Start();
  backend_.AwaitWaiting(1);
  backend_.Kill();
  const grpc::Status status = stream->Finish();
  EXPECT_THAT(status.error_code(), AnyOf(grpc::StatusCode::UNAVAILABLE, grpc::StatusCode::CANCELLED));

  TestBackend revived(port);
  ASSERT_EQ(revived.port(), port);
  TestClient::Answer answer;
  do {
    answer = client_.Call(EchoMethod("Echo"), "back");
  } while (answer.status.error_code() == grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(answer.text, "back");
}

TEST(RelayDeadlineTest, AnswersForABackendThatDoesNot) {
  TestBackend backend;
  GatewayConfig config = TestConfig(backend.port());
  config.times.default_deadline = std::chrono::milliseconds(100);
  TestGateway gateway(config);
  TestClient client(gateway.port());
  const TestClient::Answer answer = client.Call(EchoMethod("Wait"), "");
  EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  backend.AwaitCancelled(1);
}

// A backend that takes the connection and then does nothing at all cannot enforce anything itself.
TEST(RelayDeadlineTest, AnswersForABackendThatHangs) {
  const auto address = Resolve({"127.0.0.1", 0});
  ASSERT_TRUE(address.ok());
  const auto listener = Listen(*address, false);
  ASSERT_TRUE(listener.ok());
  GatewayConfig config = TestConfig(LocalPort(listener->get()));
  config.times.deadline_grace = std::chrono::milliseconds(20);
  config.times.default_deadline = std::chrono::milliseconds(50);
  TestGateway gateway(config);
  const TestClient::Answer answer = TestClient(gateway.port()).Call(EchoMethod("Echo"), "x");
  EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_THAT(answer.status.error_message(), HasSubstr("echo"));
  EXPECT_THAT(answer.status.error_details(), HasSubstr("limit_ms"));
}

TEST(RelayThreadsTest, ServesOnSeveralThreads) {
  TestBackend backend;
  GatewayConfig config = TestConfig(backend.port());
  config.threads = 3;
  TestGateway gateway(config);
  std::atomic<int> ok = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&gateway, &ok] {
      TestClient client(gateway.port());
      for (int k = 0; k < 50; ++k) ok += client.Call(EchoMethod("Echo"), "x").status.ok() ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(ok, 400);
}

// Servers end old connections now and then, so that clients find new ones.
TEST(RelayConnectionAgeTest, NoCallIsLostWhenTheBackendEndsItsConnections) {
  TestBackend backend(0, 100);
  TestGateway gateway(TestConfig(backend.port()));
  TestClient client(gateway.port());
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(1);
  while (std::chrono::steady_clock::now() < end) {
    const TestClient::Answer answer = client.Call(EchoMethod("Echo"), "x");
    ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
  }
}

TEST(RelayLimitTest, RefusesCallsBeyondItsLimit) {
  TestBackend backend;
  GatewayConfig config = TestConfig(backend.port());
  config.limits.max_calls = 2;
  TestGateway gateway(config);
  TestClient client(gateway.port());
  const auto first = client.Stream(EchoMethod("Wait"));
  const auto second = client.Stream(EchoMethod("Wait"));
  first->Start();
  second->Start();
  backend.AwaitWaiting(2);
  EXPECT_EQ(client.Call(EchoMethod("Echo"), "").status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  backend.Release();
  EXPECT_TRUE(first->Finish().ok());
  EXPECT_TRUE(second->Finish().ok());
  gateway.log().AwaitCalls(3);
  EXPECT_TRUE(client.Call(EchoMethod("Echo"), "").status.ok());
}

}  // namespace
}  // namespace clearbudget::gateway
