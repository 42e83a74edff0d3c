#include "common/identity/assertion.h"

#include <atomic>
#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "common/errors/error.h"
#include "common/identity/assertion_signer.h"
#include "common/identity/assertion_verifier.h"
#include "common/identity/base64url.h"
#include "common/identity/claims_text.h"
#include "common/identity/development_tokens.h"
#include "common/identity/token_fixture.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "common/testing/test_certificates.h"
#include "fmt/core.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::identity {
namespace {

using errors::Reason;
using std::chrono::seconds;
using testing::HasReason;
using testing::IsOk;
using testing::IsOkAndHolds;
using testing::ReplaceFile;

std::string Contents(const std::string& file) {
  std::ifstream stream(file);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

class AssertionTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_THAT(GenerateKeys(private_file_, public_file_), IsOk());
    signer_ = *AssertionSigner::Load(private_file_, clock_);
    verifier_ = *AssertionVerifier::Load(public_file_, "submission", clock_);
    key_ = *SigningKey::Load(private_file_);
  }

  std::int64_t Now() const { return SecondsOf(clock_.Now()); }
  std::string Claims(std::int64_t issued, std::int64_t expires) const {
    return ClaimsText(
        {.issuer = kAssertionIssuer, .audience = "submission", .issued_at = issued, .expires_at = expires},
        Clerk());
  }
  std::string Signed(const std::string& claims) const { return key_->SignToken(kAssertionType, claims); }
  absl::StatusOr<Caller> Verified(const std::string& assertion) { return verifier_->Verify(assertion); }

  testing::TemporaryDirectory directory_;
  std::string private_file_ = directory_.File("assertion.pem");
  std::string public_file_ = directory_.File("assertion.pub.pem");
  testing::FakeClock clock_;
  std::unique_ptr<AssertionSigner> signer_;
  std::unique_ptr<AssertionVerifier> verifier_;
  std::unique_ptr<SigningKey> key_;
};

TEST_F(AssertionTest, CallersComeBack) {
  Caller odd = Clerk();
  odd.subject = "a\"b\\c";
  const Caller machine{.subject = "system:culture", .roles = {"platform"}};
  for (const Caller& caller : {Clerk(), odd, machine}) {
    const std::string assertion = signer_->Mint(caller, "submission");
    EXPECT_THAT(Verified(assertion), IsOkAndHolds(caller));
    EXPECT_THAT(Verified(assertion), IsOkAndHolds(caller));
  }
}

TEST_F(AssertionTest, HoldsForAMinuteAlsoFromTheCache) {
  const std::string assertion = signer_->Mint(Clerk(), "submission");
  EXPECT_THAT(Verified(assertion), IsOk());
  // Clocks differ by a few seconds.
  clock_.Advance(seconds(64));
  EXPECT_THAT(Verified(assertion), IsOk());
  clock_.Advance(seconds(1));
  EXPECT_THAT(Verified(assertion), HasReason(Reason::kCredentialsExpired));
  EXPECT_THAT(Verified(assertion), HasReason(Reason::kCredentialsExpired));
  EXPECT_THAT(Verified(signer_->Mint(Clerk(), "submission")), IsOk());
}

TEST_F(AssertionTest, IsForOneAudience) {
  EXPECT_THAT(Verified(signer_->Mint(Clerk(), "performance")), HasReason(Reason::kCredentialsInvalid));
  EXPECT_THAT(Verified(signer_->Mint(Clerk(), "")), HasReason(Reason::kCredentialsInvalid));
  const auto other = AssertionVerifier::Load(public_file_, "performance", clock_);
  ASSERT_THAT(other, IsOk());
  const std::string assertion = signer_->Mint(Clerk(), "submission");
  EXPECT_THAT(Verified(assertion), IsOk());
  EXPECT_THAT((*other)->Verify(assertion), HasReason(Reason::kCredentialsInvalid));
}

TEST_F(AssertionTest, WhatTheGatewayDoesNotWriteIsRefused) {
  const std::string good = Claims(Now(), Now() + 60);
  ASSERT_THAT(Verified(Signed(good)), IsOk());
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string claims = good;
    EXPECT_NE(claims.find(from), claims.npos) << from;
    return claims.replace(claims.find(from), from.size(), to);
  };
  const std::string iat = fmt::format(R"("iat":{},)", Now());
  for (const std::string& claims : {
           std::string("{}"),
           std::string("[]"),
           good + good,
           changed(R"("sub":"clerk-1")", R"("sub":"clerk-1","sub":"clerk-1")"),
           changed(R"("sub":"clerk-1")", R"("sub":"clerk-1","roles":["auditor"])"),
           changed(R"("sub":"clerk-1")", R"("sub":"clerk-1","delegator":"x")"),
           changed(R"("sub":"clerk-1")", R"("sub":"clerk-1","nbf":0)"),
           changed(R"("sub":"clerk-1",)", ""),
           changed(R"("clerk-1")", "1"),
           changed("clearbudget-gateway", "clearbudget-development"),
           changed(R"("aud":"submission")", R"("aud":["submission","performance"])"),
           changed(R"("aud":"submission",)", ""),
           changed(R"(["unit_preparer","publisher"])", "[]"),
           changed(R"(["unit_preparer","publisher"])", "[1]"),
           changed("unit_preparer", "Unit Preparer"),
           changed("agencies/101", "agencies/-"),
           changed(R"("region":"regions/130303")", R"("region":"regions/990101")"),
           changed(iat, ""),
           changed(iat, R"("iat":-1,)"),
           changed(iat, R"("iat":"1",)"),
           Claims(Now(), Now() + 61),
           Claims(Now(), Now()),
           Claims(Now(), Now() - 1),
           Claims(Now() + 6, Now() + 60),
           Claims(Now() - 1000000, Now() + 60),
           Claims(Now(), 9223372036854775807),
       }) {
    EXPECT_THAT(Verified(Signed(claims)), HasReason(Reason::kCredentialsInvalid)) << claims;
  }
  EXPECT_THAT(Verified(Signed(Claims(Now() - 66, Now() - 6))), HasReason(Reason::kCredentialsExpired));
  EXPECT_THAT(Verified(Signed(Claims(Now() + 5, Now() + 60))), IsOk());
}

TEST_F(AssertionTest, OtherTokensAreRefused) {
  const std::string good = Claims(Now(), Now() + 60);
  EXPECT_THAT(Verified(key_->SignToken("JWT", good)), HasReason(Reason::kCredentialsInvalid));
  EXPECT_THAT(Verified(key_->SignToken("", good)), HasReason(Reason::kCredentialsInvalid));
  EXPECT_THAT(Verified(key_->SignToken("CLEARBUDGET-ASSERTION+JWT", good)),
              HasReason(Reason::kCredentialsInvalid));
  const auto tokens = TokenSigner::Load(private_file_, clock_);
  ASSERT_THAT(tokens, IsOk());
  EXPECT_THAT(Verified(*(*tokens)->Sign(Clerk(), seconds(60))), HasReason(Reason::kCredentialsInvalid));
  const std::string kid = key_->public_key().thumbprint();
  const std::string header = fmt::format(R"({{"alg":"EdDSA","kid":"{}","typ":"{}"}})", kid, kAssertionType);
  EXPECT_THAT(Verified(TestKey::Ed25519().Token(header, good)), HasReason(Reason::kCredentialsInvalid));
  const std::string none = fmt::format(R"({{"alg":"none","kid":"{}","typ":"{}"}})", kid, kAssertionType);
  EXPECT_THAT(Verified(EncodeBase64Url(none) + "." + EncodeBase64Url(good) + "."),
              HasReason(Reason::kCredentialsInvalid));
  const std::string assertion = Signed(good);
  const std::size_t first = assertion.find('.');
  const std::size_t second = assertion.rfind('.');
  std::string grown = good;
  grown.replace(grown.find("unit_preparer"), 13, "finance_admin");
  EXPECT_THAT(Verified(assertion.substr(0, first + 1) + EncodeBase64Url(grown) + assertion.substr(second)),
              HasReason(Reason::kCredentialsInvalid));
  EXPECT_THAT(Verified(std::string(std::size_t{1} << 20U, 'A')), HasReason(Reason::kCredentialsInvalid));
  EXPECT_THAT(Verified(""), HasReason(Reason::kCredentialsInvalid));
}

TEST_F(AssertionTest, KeysRotateWithoutARestart) {
  const std::string next_private = directory_.File("next.pem");
  const std::string next_public = directory_.File("next.pub.pem");
  ASSERT_THAT(GenerateKeys(next_private, next_public), IsOk());
  const std::string old_assertion = signer_->Mint(Clerk(), "submission");
  EXPECT_THAT(Verified(old_assertion), IsOk());
  ReplaceFile(public_file_, Contents(public_file_) + Contents(next_public));
  clock_.Advance(seconds(1));
  ASSERT_EQ(rename(next_private.c_str(), private_file_.c_str()), 0);
  const std::string new_assertion = signer_->Mint(Clerk(), "submission");
  EXPECT_NE(new_assertion.substr(0, new_assertion.find('.')),
            old_assertion.substr(0, old_assertion.find('.')));
  EXPECT_THAT(Verified(old_assertion), IsOk());
  EXPECT_THAT(Verified(new_assertion), IsOk());
  ReplaceFile(public_file_, Contents(next_public));
  clock_.Advance(seconds(1));
  EXPECT_THAT(Verified(old_assertion), HasReason(Reason::kCredentialsInvalid))
      << "its verdict was in the cache";
  EXPECT_THAT(Verified(new_assertion), IsOk());
  // Files that cannot be used take nothing away.
  ReplaceFile(public_file_, "broken");
  ReplaceFile(private_file_, "broken");
  clock_.Advance(seconds(1));
  EXPECT_THAT(Verified(new_assertion), IsOk());
  EXPECT_THAT(Verified(signer_->Mint(Clerk(), "submission")), IsOk());
}

TEST_F(AssertionTest, ManyThreadsVerifyAtOnce) {
  std::vector<std::string> assertions;
  for (int i = 0; i < 64; ++i) {
    Caller caller = Clerk();
    caller.subject = fmt::format("clerk-{}", i);
    assertions.push_back(signer_->Mint(caller, "submission"));
  }
  std::atomic<int> right = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int round = 0; round < 20; ++round) {
        for (std::size_t i = 0; i < assertions.size(); ++i) {
          const auto caller = verifier_->Verify(assertions[i]);
          if (caller.ok() && caller->subject == fmt::format("clerk-{}", i)) ++right;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 4 * 20 * 64);
}

TEST_F(AssertionTest, FilesThatHoldNoFittingKeyAreRefused) {
  const std::string file = directory_.File("other.pem");
  for (const std::string& text :
       {std::string(), std::string("text"), Contents(private_file_), TestKey::P256().PublicPem(),
        Contents(public_file_) + TestKey::P256().PublicPem()}) {
    ReplaceFile(file, text);
    EXPECT_THAT(AssertionVerifier::Load(file, "submission", clock_),
                HasReason(Reason::kConfigurationInvalid));
  }
  EXPECT_THAT(AssertionVerifier::Load("/nowhere", "submission", clock_),
              HasReason(Reason::kConfigurationInvalid));
  EXPECT_THAT(AssertionSigner::Load(public_file_, clock_), HasReason(Reason::kConfigurationInvalid));
  EXPECT_THAT(AssertionSigner::Load("/nowhere", clock_), HasReason(Reason::kConfigurationInvalid));
}

}  // namespace
}  // namespace clearbudget::identity
