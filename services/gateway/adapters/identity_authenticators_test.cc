// Real tokens, certificates and keys; the clock is the test's.
#include "services/gateway/adapters/identity_authenticators.h"

#include <chrono>
#include <string>
#include <vector>

#include "common/identity/assertion_verifier.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "common/testing/test_certificates.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/testing/test_issuer.h"

namespace clearbudget::gateway {
namespace {

using clearbudget::testing::IsOkAndHolds;
using clearbudget::testing::StatusIs;
using errors::Reason;
using std::chrono::seconds;

class IdentityAuthenticatorsTest : public ::testing::Test {
 protected:
  // The outcome as the subject, or as the name of the reason of the refusal.
  std::string Admit(const Credentials& credentials, std::string_view backend = "submission") {
    const std::optional<Refusal> refusal = authenticator_->Admit(credentials, backend, admission_);
    if (!refusal) return std::string(admission_.subject);
    code_ = refusal->code;
    return std::string(errors::ReasonName(refusal->reason));
  }
  std::string AdmitToken(const std::string& token, std::string_view backend = "submission") {
    const std::string field = "Bearer " + token;
    return Admit({.authorization_fields = 1, .authorization = field}, backend);
  }
  absl::StatusOr<identity::Caller> CallerFor(const std::string& backend) {
    auto verifier = identity::AssertionVerifier::Load(issuer_.assertion_public_key_file(), backend, clock_);
    EXPECT_TRUE(verifier.ok()) << verifier.status();
    return (*verifier)->Verify(admission_.assertion);
  }
  std::unique_ptr<Authenticator> MakeAuthenticator() {
    auto loaded =
        IdentityAuthenticators::Load(issuer_.policy_file(), issuer_.assertion_private_key_file(), clock_);
    EXPECT_TRUE(loaded.ok()) << loaded.status();
    authenticators_ = *std::move(loaded);
    return authenticators_->MakeAuthenticator();
  }

  const clearbudget::testing::TemporaryDirectory directory_;
  clearbudget::testing::FakeClock clock_;
  TestIssuer issuer_{directory_.path(), clock_};
  std::unique_ptr<IdentityAuthenticators> authenticators_;
  std::unique_ptr<Authenticator> authenticator_ = MakeAuthenticator();
  Admission admission_;
  StatusCode code_ = StatusCode::kOk;
};

TEST_F(IdentityAuthenticatorsTest, ATokenBecomesAnAssertionForTheBackendAndNoOther) {
  EXPECT_EQ(AdmitToken(issuer_.Token("li")), "user:li");
  EXPECT_THAT(CallerFor("submission"), IsOkAndHolds(TestPerson("li")));
  EXPECT_THAT(CallerFor("performance"), StatusIs(absl::StatusCode::kUnauthenticated));
}

TEST_F(IdentityAuthenticatorsTest, RefusesEverythingElse) {
  const std::string token = issuer_.Token("li");
  const std::string good = "Bearer " + token;
  const std::string huge = "Bearer " + std::string(15'000, 'a');
  const std::string cut = good.substr(0, good.size() - 4);
  const struct {
    std::string name;
    Credentials credentials;
    Reason reason;
  } kCases[] = {
      {"none", {}, Reason::kCredentialsMissing},
      {"twice the same", {.authorization_fields = 2, .authorization = good}, Reason::kCredentialsInvalid},
      {"empty", {.authorization_fields = 1}, Reason::kCredentialsInvalid},
      {"basic", {.authorization_fields = 1, .authorization = "Basic dTpw"}, Reason::kCredentialsInvalid},
      {"no scheme", {.authorization_fields = 1, .authorization = token}, Reason::kCredentialsInvalid},
      {"no token", {.authorization_fields = 1, .authorization = "Bearer abc"}, Reason::kCredentialsInvalid},
      {"huge", {.authorization_fields = 1, .authorization = huge}, Reason::kCredentialsInvalid},
      {"cut off", {.authorization_fields = 1, .authorization = cut}, Reason::kCredentialsInvalid},
  };
  for (const auto& test : kCases) {
    for (int round = 0; round < 2; ++round) {
      EXPECT_EQ(Admit(test.credentials), errors::ReasonName(test.reason)) << test.name;
      EXPECT_EQ(code_, StatusCode::kUnauthenticated) << test.name;
    }
  }
}

TEST_F(IdentityAuthenticatorsTest, AVerdictEndsWithTheToken) {
  const std::string token = issuer_.Token("li", seconds(90));
  EXPECT_EQ(AdmitToken(token), "user:li");
  clock_.Advance(seconds(89));
  EXPECT_EQ(AdmitToken(token), "user:li");
  clock_.Advance(seconds(1));
  EXPECT_EQ(AdmitToken(token), "CREDENTIALS_EXPIRED");
  EXPECT_EQ(code_, StatusCode::kUnauthenticated);
}

TEST_F(IdentityAuthenticatorsTest, AVerdictEndsWithTheKey) {
  const std::string before = issuer_.Token("li");
  EXPECT_EQ(AdmitToken(before), "user:li");
  issuer_.ReplaceKey();
  clock_.Advance(seconds(2));
  EXPECT_EQ(AdmitToken(before), "CREDENTIALS_INVALID");
  EXPECT_EQ(AdmitToken(issuer_.Token("li")), "user:li");
}

// A token of a key that was not known yet is good soon after the key has come.
TEST_F(IdentityAuthenticatorsTest, ARefusalIsForgottenSoon) {
  const std::string set = directory_.File("jwks.json");
  const std::string token = issuer_.Token("li");
  issuer_.ReplaceKey();
  clock_.Advance(seconds(2));
  EXPECT_EQ(AdmitToken(token), "CREDENTIALS_INVALID");
  const std::vector<std::string> both = {directory_.File("token_1_public.pem"),
                                         directory_.File("token_2_public.pem")};
  ASSERT_TRUE(identity::WriteKeySetFile(set, both).ok());
  clock_.Advance(seconds(2));
  EXPECT_EQ(AdmitToken(token), "user:li");
}

TEST_F(IdentityAuthenticatorsTest, AssertionsAreMintedAnewAtHalfTheirLife) {
  const std::string token = issuer_.Token("li");
  AdmitToken(token);
  const std::string first(admission_.assertion);
  clock_.Advance(seconds(29));
  AdmitToken(token);
  EXPECT_EQ(admission_.assertion, first);
  AdmitToken(token, "performance");
  EXPECT_NE(admission_.assertion, first);
  AdmitToken(issuer_.Token("zhao"));
  EXPECT_NE(admission_.assertion, first);
  clock_.Advance(seconds(1));
  AdmitToken(token);
  EXPECT_NE(admission_.assertion, first);
  EXPECT_THAT(CallerFor("submission"), IsOkAndHolds(TestPerson("li")));
}

TEST_F(IdentityAuthenticatorsTest, ACertificateThatIsListedNamesItsSystem) {
  const auto now = std::chrono::duration_cast<seconds>(clock_.Now().time_since_epoch()).count();
  const ClientCertificate listed{"fingerprint", {"other.test", kSystemName}, now + 10};
  const ClientCertificate unlisted{"fingerprint", {"other.test"}, now + 10};
  EXPECT_EQ(Admit({.certificate = &listed}), kSystemSubject);
  const auto caller = CallerFor("submission");
  ASSERT_TRUE(caller.ok()) << caller.status();
  EXPECT_EQ(caller->roles, std::vector<std::string>{"platform"});
  EXPECT_EQ(caller->person, "");
  EXPECT_EQ(Admit({.certificate = &unlisted}), "CREDENTIALS_INVALID");
  clock_.Advance(seconds(10));
  EXPECT_EQ(Admit({.certificate = &listed}), "CREDENTIALS_EXPIRED");
}

TEST_F(IdentityAuthenticatorsTest, ATokenDecidesAlsoBesideACertificate) {
  const ClientCertificate listed{"fingerprint", {kSystemName}, INT64_MAX / 1'000'000'000};
  const std::string field = "Bearer " + issuer_.Token("li");
  EXPECT_EQ(Admit({.authorization_fields = 1, .authorization = field, .certificate = &listed}), "user:li");
  EXPECT_EQ(Admit({.authorization_fields = 1, .authorization = "Bearer x", .certificate = &listed}),
            "CREDENTIALS_INVALID");
}

// The issuer's keys lie behind an address that nobody serves: nothing can be said of its tokens.
TEST_F(IdentityAuthenticatorsTest, WithoutTheIssuersKeysNobodyIsRefusedForGood) {
  clearbudget::testing::ReplaceFile(issuer_.policy_file(), R"(issuers:
  - issuer: clearbudget-development
    audience: clearbudget
    algorithms: [EdDSA]
    jwksUrl: https://127.0.0.1:1/keys
)");
  authenticator_ = MakeAuthenticator();
  EXPECT_EQ(AdmitToken(issuer_.Token("li")), "BACKEND_UNAVAILABLE");
  EXPECT_EQ(code_, StatusCode::kUnavailable);
}

TEST_F(IdentityAuthenticatorsTest, RefusesFilesThatCannotBeUsed) {
  const auto load = [this](const std::string& policy, const std::string& key) {
    return IdentityAuthenticators::Load(policy, key, clock_).status();
  };
  const std::string policy = issuer_.policy_file();
  EXPECT_FALSE(load(directory_.File("none"), issuer_.assertion_private_key_file()).ok());
  EXPECT_FALSE(load(policy, directory_.File("none")).ok());
  EXPECT_FALSE(load(policy, issuer_.assertion_public_key_file()).ok());
  EXPECT_TRUE(load(policy, issuer_.assertion_private_key_file()).ok());
}

}  // namespace
}  // namespace clearbudget::gateway
