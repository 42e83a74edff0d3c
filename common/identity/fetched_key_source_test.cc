#include "common/identity/fetched_key_source.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <fstream>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "common/errors/error.h"
#include "common/identity/credential_verifier.h"
#include "common/identity/https_server_fixture.h"
#include "common/identity/token_fixture.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "common/testing/test_certificates.h"
#include "fmt/core.h"
#include "fmt/ranges.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::identity {
namespace {

using errors::Reason;
using std::chrono::seconds;
using testing::HasReason;
using testing::IsOk;

absl::Status Away() {
  return errors::Error(Reason::kBackendUnavailable, {{"cause", "away"}});
}

std::string SetOf(const std::vector<std::string>& keys) {
  return fmt::format(R"({{"keys":[{}]}})", fmt::join(keys, ","));
}

// A provider whose answers the test gives one by one; until then it is slow.
class Provider {
 public:
  absl::StatusOr<FetchedDocument> Answer(const std::atomic<bool>& stop) {
    std::unique_lock lock(mutex_);
    ++asked_;
    changed_.notify_all();
    // Ends with the source, whose flag nobody notifies of.
    while (answers_.empty() && !stop) changed_.wait_for(lock, std::chrono::milliseconds(5));
    if (answers_.empty()) return Away();
    auto answer = std::move(answers_.front());
    answers_.pop_front();
    return answer;
  }
  void Say(absl::StatusOr<FetchedDocument> answer) {
    const std::lock_guard lock(mutex_);
    answers_.push_back(std::move(answer));
    changed_.notify_all();
  }
  void AwaitAsked(int times) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return asked_ >= times; });
  }
  int asked() {
    const std::lock_guard lock(mutex_);
    return asked_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int asked_ = 0;
  std::deque<absl::StatusOr<FetchedDocument>> answers_;
};

class FetchedKeySourceTest : public ::testing::Test {
 protected:
  // The answer was taken when the source has noted it, which no call tells; a key that is asked for does.
  void AwaitKnown(const std::string& key) {
    while (!source_.Find(key).ok()) std::this_thread::yield();
  }
  void AwaitUnknown(const std::string& key) {
    while (errors::ReasonOf(source_.Find(key).status()) != Reason::kCredentialsInvalid)
      std::this_thread::yield();
  }
  void Pass(seconds time) {
    clock_.Advance(time);
    source_.Look();
  }

  const TestKey key_ = TestKey::Ed25519();
  testing::FakeClock clock_;
  Provider provider_;
  FetchedKeySource source_{"test", [this](const std::atomic<bool>& stop) { return provider_.Answer(stop); },
                           clock_};
};

TEST_F(FetchedKeySourceTest, CallersNeverWaitForASlowProvider) {
  provider_.AwaitAsked(1);
  EXPECT_THAT(source_.Find("a"), HasReason(Reason::kBackendUnavailable));
  provider_.Say(FetchedDocument{SetOf({key_.Jwk("a")}), {}});
  AwaitKnown("a");
}

TEST_F(FetchedKeySourceTest, FetchesAgainAsTheProviderSaysWithinBounds) {
  provider_.Say(FetchedDocument{SetOf({key_.Jwk("a")}), seconds(3600)});
  AwaitKnown("a");
  Pass(seconds(3599));
  EXPECT_EQ(provider_.asked(), 1);
  Pass(seconds(1));
  provider_.AwaitAsked(2);
  // At least a minute, whatever it says.
  provider_.Say(FetchedDocument{SetOf({key_.Jwk("b")}), seconds(0)});
  AwaitKnown("b");
  Pass(seconds(59));
  EXPECT_EQ(provider_.asked(), 2);
  Pass(seconds(1));
  provider_.AwaitAsked(3);
  // At most a day.
  provider_.Say(FetchedDocument{SetOf({key_.Jwk("c")}), std::chrono::hours(1000)});
  AwaitKnown("c");
  Pass(std::chrono::hours(24));
  provider_.AwaitAsked(4);
  // Ten minutes where it does not say.
  provider_.Say(FetchedDocument{SetOf({key_.Jwk("d")}), {}});
  AwaitKnown("d");
  Pass(seconds(600));
  provider_.AwaitAsked(5);
}

TEST_F(FetchedKeySourceTest, RemovedKeysAreWithdrawn) {
  provider_.Say(FetchedDocument{SetOf({key_.Jwk("a"), key_.Jwk("b")}), {}});
  AwaitKnown("a");
  const auto a = *source_.Find("a");
  const auto b = *source_.Find("b");
  Pass(seconds(600));
  provider_.AwaitAsked(2);
  EXPECT_THAT(source_.Find("a"), IsOk()) << "held while the answer is awaited";
  provider_.Say(FetchedDocument{SetOf({key_.Jwk("b"), key_.Jwk("c")}), {}});
  AwaitKnown("c");
  EXPECT_TRUE(a->IsWithdrawn());
  EXPECT_FALSE(b->IsWithdrawn());
  AwaitUnknown("a");
}

TEST_F(FetchedKeySourceTest, UnknownKeyFetchesEarlyButSeldom) {
  provider_.Say(FetchedDocument{SetOf({key_.Jwk("a")}), {}});
  AwaitKnown("a");
  EXPECT_THAT(source_.Find("new"), HasReason(Reason::kCredentialsInvalid));
  clock_.Advance(seconds(29));
  EXPECT_THAT(source_.Find("new"), HasReason(Reason::kCredentialsInvalid));
  EXPECT_EQ(provider_.asked(), 1);
  clock_.Advance(seconds(1));
  EXPECT_THAT(source_.Find("new"), HasReason(Reason::kBackendUnavailable)) << "it may be there by now";
  provider_.AwaitAsked(2);
  EXPECT_THAT(source_.Find("new"), HasReason(Reason::kBackendUnavailable));
  EXPECT_THAT(source_.Find("a"), IsOk());
  provider_.Say(FetchedDocument{SetOf({key_.Jwk("a"), key_.Jwk("new")}), {}});
  AwaitKnown("new");
  EXPECT_THAT(source_.Find("other"), HasReason(Reason::kCredentialsInvalid));
  EXPECT_EQ(provider_.asked(), 2);
}

TEST_F(FetchedKeySourceTest, KeysAreBelievedForADayWhileTheProviderIsAway) {
  provider_.Say(FetchedDocument{SetOf({key_.Jwk("a")}), {}});
  AwaitKnown("a");
  Pass(seconds(600));
  provider_.AwaitAsked(2);
  provider_.Say(Away());
  // Until it was away; before, the same answer means that the fetch is under way.
  EXPECT_THAT(source_.Find("new"), HasReason(Reason::kBackendUnavailable));
  Pass(std::chrono::hours(24) - seconds(600));
  EXPECT_THAT(source_.Find("a"), IsOk());
  Pass(seconds(1));
  EXPECT_THAT(source_.Find("a"), HasReason(Reason::kBackendUnavailable)) << "not invalid: nobody knows";
  provider_.AwaitAsked(3);
  provider_.Say(FetchedDocument{SetOf({key_.Jwk("a")}), {}});
  AwaitKnown("a");
}

TEST_F(FetchedKeySourceTest, AnswersThatAreNoKeySetTakeAwayNothing) {
  provider_.Say(FetchedDocument{SetOf({key_.Jwk("a")}), {}});
  AwaitKnown("a");
  const auto a = *source_.Find("a");
  for (int i = 0; const std::string& nonsense :
                  {std::string("<html>"), std::string(), SetOf({key_.Jwk("x"), key_.Jwk("x")})}) {
    Pass(seconds(600));
    provider_.AwaitAsked(2 + i++);
    provider_.Say(FetchedDocument{nonsense, {}});
  }
  Pass(seconds(600));
  provider_.AwaitAsked(5);
  EXPECT_THAT(source_.Find("a"), IsOk());
  EXPECT_FALSE(a->IsWithdrawn());
}

TEST(FetchedKeysOverTlsTest, VerifierFetchesTheKeysOfItsIssuer) {
  const testing::TemporaryDirectory directory;
  testing::TestCa ca("providers");
  std::ofstream(directory.File("ca.pem")) << ca.CertificatePem();
  const TestKey key = TestKey::P256();
  const std::string body = SetOf({key.Jwk("k1", R"(,"use":"sig","alg":"ES256")")});
  const TestHttpsServer server(
      ca.Issue("localhost"),
      fmt::format("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}", body.size(), body));
  const testing::FakeClock clock;
  const auto verifier = CredentialVerifier::Create({{.issuer = "id",
                                                     .audience = "clearbudget",
                                                     .algorithms = {SignatureAlgorithm::kEs256},
                                                     .key_set_url = server.Url(),
                                                     .ca_file = directory.File("ca.pem")}},
                                                   clock);
  ASSERT_THAT(verifier, IsOk());
  const std::string token = key.Token(
      R"({"alg":"ES256","kid":"k1"})",
      R"({"iss":"id","aud":"clearbudget","sub":"s","person":"p","roles":["auditor"],"iat":1580457600,"exp":1580457660})");
  auto verdict = (*verifier)->Verify(token);
  while (errors::ReasonOf(verdict.status()) == Reason::kBackendUnavailable)
    verdict = (*verifier)->Verify(token);
  ASSERT_THAT(verdict, IsOk());
  EXPECT_EQ(verdict->caller.person, "p");
  EXPECT_EQ(server.served(), 1);
}

}  // namespace
}  // namespace clearbudget::identity
