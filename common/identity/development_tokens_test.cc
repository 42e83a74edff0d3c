#include "common/identity/development_tokens.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <vector>

#include "common/errors/error.h"
#include "common/identity/credential_verifier.h"
#include "common/identity/key_set.h"
#include "common/identity/token_fixture.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::identity {
namespace {

using errors::Reason;
using std::chrono::seconds;
using testing::HasReason;
using testing::IsOk;

class DevelopmentTokensTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_THAT(GenerateKeys(private_file_, public_file_), IsOk());
    signer_ = *TokenSigner::Load(private_file_, clock_);
  }

  testing::TemporaryDirectory directory_;
  std::string private_file_ = directory_.File("key.pem");
  std::string public_file_ = directory_.File("key.pub.pem");
  testing::FakeClock clock_;
  std::unique_ptr<TokenSigner> signer_;
};

TEST_F(DevelopmentTokensTest, AreThoseOfAnIssuer) {
  const std::string keys = directory_.File("jwks.json");
  ASSERT_THAT(WriteKeySetFile(keys, {public_file_}), IsOk());
  const auto verifier = CredentialVerifier::Create({{.issuer = std::string(kDevelopmentIssuer),
                                                     .audience = std::string(kDevelopmentAudience),
                                                     .algorithms = {SignatureAlgorithm::kEdDsa},
                                                     .key_set_file = keys}},
                                                   clock_);
  ASSERT_THAT(verifier, IsOk());
  const Caller machine{.subject = "platform:hebei", .roles = {"platform"}, .region = "regions/130303"};
  for (const Caller& caller : {Clerk(), machine}) {
    for (const seconds life : {seconds(1), seconds(kLongestTokenLife)}) {
      const auto token = signer_->Sign(caller, life);
      ASSERT_THAT(token, IsOk());
      const auto verdict = (*verifier)->Verify(*token);
      ASSERT_THAT(verdict, IsOk());
      EXPECT_EQ(verdict->caller, caller);
    }
  }
}

TEST_F(DevelopmentTokensTest, WrongCallersAreNotSigned) {
  for (const auto& change : std::vector<std::function<void(Caller&)>>{
           [](Caller& c) { c.subject.clear(); }, [](Caller& c) { c.subject = "a\nb"; },
           [](Caller& c) { c.person = "a\xFF"; }, [](Caller& c) { c.roles.clear(); },
           [](Caller& c) { c.person.clear(); }, [](Caller& c) { c.roles = {"no such"}; },
           [](Caller& c) { c.roles = {"service"}; }, [](Caller& c) { c.roles = {"platform"}; },
           [](Caller& c) { c.roles.push_back("platform"); }, [](Caller& c) { c.roles.assign(17, "auditor"); },
           [](Caller& c) { c.region = "regions/990101"; }, [](Caller& c) { c.region.clear(); },
           [](Caller& c) { c.agency = "101"; }}) {
    Caller caller = Clerk();
    change(caller);
    EXPECT_THAT(signer_->Sign(caller, seconds(60)), HasReason(Reason::kConfigurationInvalid));
  }
  EXPECT_THAT(signer_->Sign(Clerk(), seconds(0)), HasReason(Reason::kConfigurationInvalid));
  EXPECT_THAT(signer_->Sign(Clerk(), seconds(24 * 3600 + 1)), HasReason(Reason::kConfigurationInvalid));
  EXPECT_THAT(signer_->Sign({.subject = "reader", .roles = {"public"}}, seconds(60)), IsOk());
}

TEST_F(DevelopmentTokensTest, PrivateKeyIsForItsOwnerOnly) {
  struct stat about {};
  ASSERT_EQ(stat(private_file_.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600U);
  ASSERT_EQ(chmod(private_file_.c_str(), 0640), 0);
  EXPECT_THAT(TokenSigner::Load(private_file_, clock_), HasReason(Reason::kConfigurationInvalid));
}

TEST_F(DevelopmentTokensTest, KeysInUseAreNotOverwritten) {
  const std::string fresh = directory_.File("new.pem");
  EXPECT_THAT(GenerateKeys(private_file_, fresh), HasReason(Reason::kAlreadyExists));
  EXPECT_FALSE(std::filesystem::exists(fresh));
  EXPECT_THAT(GenerateKeys(fresh, public_file_), HasReason(Reason::kAlreadyExists));
  EXPECT_FALSE(std::filesystem::exists(fresh));
  EXPECT_THAT(GenerateKeys("/nowhere/a", "/nowhere/b"), HasReason(Reason::kConfigurationInvalid));
}

TEST_F(DevelopmentTokensTest, FilesThatHoldNoKeyAreRefused) {
  const std::string file = directory_.File("text");
  std::ofstream(file) << "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
  ASSERT_EQ(chmod(file.c_str(), 0600), 0);
  EXPECT_THAT(TokenSigner::Load(file, clock_), HasReason(Reason::kConfigurationInvalid));
  EXPECT_THAT(TokenSigner::Load(public_file_, clock_), HasReason(Reason::kConfigurationInvalid));
  EXPECT_THAT(TokenSigner::Load("/nowhere", clock_), HasReason(Reason::kConfigurationInvalid));
}

}  // namespace
}  // namespace clearbudget::identity
