// Credentials of every kind, through a gateway that judges them as in production.
#include <chrono>
#include <memory>
#include <string>

#include "common/identity/assertion_verifier.h"
#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/adapters/identity_authenticators.h"
#include "services/gateway/testing/raw_client.h"
#include "services/gateway/testing/test_backend.h"
#include "services/gateway/testing/test_client.h"
#include "services/gateway/testing/test_gateway.h"
#include "services/gateway/testing/test_issuer.h"
#include "services/gateway/testing/tls_files.h"

namespace clearbudget::gateway {
namespace {

using clearbudget::testing::IsOkAndHolds;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class AuthenticationTest : public ::testing::Test {
 protected:
  GatewayConfig Config() {
    GatewayConfig config = TestConfig(backend_.port());
    tls_.EncryptClients(config, ClientCertificates::kOptional);
    return config;
  }
  std::unique_ptr<IdentityAuthenticators> Authenticators() {
    auto loaded =
        IdentityAuthenticators::Load(issuer_.policy_file(), issuer_.assertion_private_key_file(), clock_);
    EXPECT_TRUE(loaded.ok()) << loaded.status();
    return *std::move(loaded);
  }
  // The metadata that the backend sees of a call with these fields, or the answer's details.
  std::string Seen(TestClient& client, const std::vector<std::pair<std::string, std::string>>& fields) {
    grpc::ClientContext context;
    for (const auto& [name, value] : fields) context.AddMetadata(name, value);
    const TestClient::Answer answer = client.Call(EchoMethod("Metadata"), "", context);
    code_ = answer.status.error_code();
    return answer.status.ok() ? answer.text : answer.status.error_details();
  }
  static std::string ValueOf(const std::string& name, const std::string& metadata) {
    const std::string start = "\n" + name + ": ";
    const std::size_t begin = ("\n" + metadata).find(start);
    if (begin == std::string::npos) return "";
    return metadata.substr(begin + start.size() - 1, metadata.find('\n', begin) - begin - start.size() + 1);
  }
  absl::StatusOr<identity::Caller> CallerIn(const std::string& metadata) {
    auto verifier = identity::AssertionVerifier::Load(issuer_.assertion_public_key_file(), "echo", clock_);
    EXPECT_TRUE(verifier.ok()) << verifier.status();
    return (*verifier)->Verify(ValueOf("x-clearbudget-assertion", metadata));
  }

  const clearbudget::testing::TemporaryDirectory directory_;
  const ports::SystemClock clock_;
  TestIssuer issuer_{directory_.path(), clock_};
  TestTls tls_;
  TestBackend backend_;
  std::unique_ptr<IdentityAuthenticators> authenticators_ = Authenticators();
  TestGateway gateway_{Config(), nullptr, authenticators_.get()};
  TestClient client_{gateway_.port(), tls_.Client()};
  const std::string bearer_ = "Bearer " + issuer_.Token("li");
  grpc::StatusCode code_ = grpc::StatusCode::OK;
};

TEST_F(AuthenticationTest, BackendsSeeTheGatewaysWordAndNotTheToken) {
  const std::string seen = Seen(client_, {{"authorization", bearer_},
                                          {"x-clearbudget-assertion", "forged"},
                                          {"x-clearbudget-client-address", "8.8.8.8"},
                                          {"x-clearbudget-subject", "forged"}});
  EXPECT_THAT(CallerIn(seen), IsOkAndHolds(TestPerson("li")));
  EXPECT_EQ(ValueOf("x-clearbudget-client-address", seen), "127.0.0.1");
  EXPECT_THAT(seen, AllOf(Not(HasSubstr("authorization")), Not(HasSubstr("forged")),
                          Not(HasSubstr("8.8.8.8")), Not(HasSubstr(bearer_.substr(7)))));
  EXPECT_EQ(gateway_.log().AwaitCalls(1)[0].subject, "user:li");
}

TEST_F(AuthenticationTest, RefusesBadCredentialsInBothLanguages) {
  const std::string expired = "Bearer " + issuer_.Token("li", std::chrono::seconds(1));
  const struct {
    std::vector<std::pair<std::string, std::string>> fields;
    const char* reason;
    const char* chinese;
  } kCases[] = {
      {{}, "CREDENTIALS_MISSING", "未提供身份凭证"},
      {{{"authorization", bearer_}, {"authorization", bearer_}}, "CREDENTIALS_INVALID", "身份凭证无效"},
      {{{"authorization", bearer_ + "x"}}, "CREDENTIALS_INVALID", "身份凭证无效"},
      {{{"authorization", "Basic dTpw"}}, "CREDENTIALS_INVALID", "身份凭证无效"},
      {{{"authorization", "Bearer " + std::string(12'000, 'a')}}, "CREDENTIALS_INVALID", "身份凭证无效"},
  };
  for (const auto& test : kCases) {
    EXPECT_THAT(Seen(client_, test.fields), AllOf(HasSubstr(test.reason), HasSubstr(test.chinese)));
    EXPECT_EQ(code_, grpc::StatusCode::UNAUTHENTICATED) << test.reason;
  }
  std::string answer;
  do {
    answer = Seen(client_, {{"authorization", expired}});
  } while (code_ == grpc::StatusCode::OK);
  EXPECT_THAT(answer, AllOf(HasSubstr("CREDENTIALS_EXPIRED"), HasSubstr("身份凭证已过期")));
}

TEST_F(AuthenticationTest, ATokenOfAMegabyteIsRefused) {
  Seen(client_, {{"authorization", "Bearer " + std::string(1'000'000, 'a')}});
  EXPECT_NE(code_, grpc::StatusCode::OK);
  EXPECT_THAT(Seen(client_, {{"authorization", bearer_}}), HasSubstr("x-clearbudget-assertion"));
}

TEST_F(AuthenticationTest, ATokenIsRefusedOnceItsKeyIsReplaced) {
  EXPECT_THAT(Seen(client_, {{"authorization", bearer_}}), HasSubstr("x-clearbudget-assertion"));
  issuer_.ReplaceKey();
  std::string answer;
  do {
    answer = Seen(client_, {{"authorization", bearer_}});
  } while (code_ == grpc::StatusCode::OK);
  EXPECT_EQ(code_, grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_THAT(answer, HasSubstr("CREDENTIALS_INVALID"));
  Seen(client_, {{"authorization", "Bearer " + issuer_.Token("li")}});
  EXPECT_EQ(code_, grpc::StatusCode::OK);
}

TEST_F(AuthenticationTest, AnAgencysSystemCallsWithItsCertificate) {
  const TestTls::Certificate system = tls_.client_ca.Issue(kSystemName);
  TestClient client(gateway_.port(), tls_.Client(&system));
  const auto caller = CallerIn(Seen(client, {}));
  ASSERT_TRUE(caller.ok()) << caller.status();
  EXPECT_EQ(caller->subject, kSystemSubject);
  EXPECT_THAT(CallerIn(Seen(client, {{"authorization", bearer_}})), IsOkAndHolds(TestPerson("li")));

  const TestTls::Certificate nobody = tls_.client_ca.Issue("nobody.test");
  TestClient stranger(gateway_.port(), tls_.Client(&nobody));
  EXPECT_THAT(Seen(stranger, {}), HasSubstr("CREDENTIALS_INVALID"));
  EXPECT_EQ(code_, grpc::StatusCode::UNAUTHENTICATED);
}

TEST_F(AuthenticationTest, HealthNeedsNoCredentials) {
  EXPECT_TRUE(client_.Call("/grpc.health.v1.Health/Check", "").status.ok());
}

// Written by hand, since no good client sends it: the block is refused or the connection cut off, and those
// beside it are served.
TEST(AuthenticationFloodTest, AMegabyteOfTokenInOneHeaderBlock) {
  TestBackend backend;
  TestGateway gateway(TestConfig(backend.port()));
  RawClient client(gateway.port());
  client.SendPreface();
  std::string token(1'000'000, 'a');
  std::string field = HeaderBlock(CallHeaders("/clearbudget.echo.v1.EchoService/Echo"));
  field += std::string("\x00\x0d", 2) + "authorization" + "\x7f";
  for (std::size_t rest = token.size() - 127; rest > 0; rest >>= 7U) {
    field.push_back(static_cast<char>((rest & 0x7fU) | (rest > 0x7fU ? 0x80U : 0U)));
  }
  field += token;
  std::string block = FrameBytes(kHeadersFrame, kEndStreamFlag, 1, field.substr(0, 16'000));
  for (std::size_t at = 16'000; at < field.size(); at += 16'000) {
    const bool last = at + 16'000 >= field.size();
    block += FrameBytes(kContinuationFrame, last ? kEndHeadersFlag : 0, 1, field.substr(at, 16'000));
  }
  client.Send(block);
  std::uint32_t code = 0;
  client.AwaitEnd(code);
  EXPECT_TRUE(TestClient(gateway.port()).Call(EchoMethod("Echo"), "x").status.ok());
}

}  // namespace
}  // namespace clearbudget::gateway
