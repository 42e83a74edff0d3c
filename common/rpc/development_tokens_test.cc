#include "common/rpc/development_tokens.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "absl/strings/escaping.h"
#include "common/errors/error.h"
#include "common/rpc/token_claims.h"
#include "common/rpc/token_keys.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "fmt/core.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::rpc {
namespace {

using errors::Reason;
using std::chrono::seconds;
using testing::FakeClock;
using testing::HasReason;
using ::testing::HasSubstr;
using testing::IsOk;
using testing::IsOkAndHolds;
using testing::TemporaryDirectory;

Caller Clerk() {
  return {.subject = "clerk-1",
          .person = "张三",
          .agency = "regions/130303/agencies/101",
          .roles = {"unit_preparer", "publisher"},
          .region = "regions/130303"};
}

std::string Base64(std::string_view bytes) {
  std::string text;
  absl::WebSafeBase64Escape({bytes.data(), bytes.size()}, &text);
  while (text.ends_with('=')) text.pop_back();
  return text;
}

constexpr std::string_view kHeader = R"({"alg":"EdDSA","typ":"JWT"})";

class DevelopmentTokensTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_THAT(GenerateTokenKeys(private_file_, public_file_), IsOk());
    signer_ = *TokenSigner::Load(private_file_, clock_);
    verifier_ = *DevelopmentTokenVerifier::Load(public_file_, clock_);
    key_ = *SigningKey::Load(private_file_);
  }

  // A token with a good signature over whatever is given.
  std::string Signed(std::string_view header, std::string_view claims) const {
    const std::string part = Base64(header) + "." + Base64(claims);
    return part + "." + Base64(key_->Sign(part));
  }

  std::string Claims(std::int64_t issued, std::int64_t not_before, std::int64_t expires) const {
    return WriteClaims({.caller = Clerk(),
                        .issuer = "clearbudget-development",
                        .audience = "clearbudget",
                        .issued_at = issued,
                        .not_before = not_before,
                        .expires_at = expires});
  }

  std::int64_t Now() const {
    return std::chrono::duration_cast<seconds>(clock_.Now().time_since_epoch()).count();
  }
  std::string GoodClaims() const { return Claims(Now(), Now(), Now() + 3600); }

  TemporaryDirectory directory_;
  std::string private_file_ = directory_.File("key.pem");
  std::string public_file_ = directory_.File("key.pub.pem");
  FakeClock clock_;
  std::unique_ptr<TokenSigner> signer_;
  std::unique_ptr<DevelopmentTokenVerifier> verifier_;
  std::unique_ptr<SigningKey> key_;
};

TEST_F(DevelopmentTokensTest, CallerComesBack) {
  const auto token = signer_->Sign(Clerk(), seconds(3600));
  ASSERT_THAT(token, IsOk());
  EXPECT_THAT(verifier_->Verify(*token), IsOkAndHolds(Clerk()));
  EXPECT_THAT(verifier_->Verify(*token), IsOkAndHolds(Clerk()));
  const Caller machine{.subject = "service:disclosure", .roles = {"service"}};
  EXPECT_THAT(verifier_->Verify(*signer_->Sign(machine, kLongestTokenLife)), IsOkAndHolds(machine));
}

TEST_F(DevelopmentTokensTest, ExpiresAlsoFromTheCache) {
  const std::string token = *signer_->Sign(Clerk(), seconds(60));
  EXPECT_THAT(verifier_->Verify(token), IsOk());
  clock_.Advance(seconds(59));
  EXPECT_THAT(verifier_->Verify(token), IsOk());
  clock_.Advance(seconds(1));
  EXPECT_THAT(verifier_->Verify(token), HasReason(Reason::kCredentialsExpired));
  EXPECT_THAT(verifier_->Verify(token), HasReason(Reason::kCredentialsExpired));
}

TEST_F(DevelopmentTokensTest, CacheStaysRightWhenItOverflows) {
  const std::string first = *signer_->Sign(Clerk(), seconds(60));
  EXPECT_THAT(verifier_->Verify(first), IsOk());
  for (int i = 0; i < 1100; ++i) {
    Caller other = Clerk();
    other.subject = fmt::format("clerk-{}", i + 2);
    EXPECT_THAT(verifier_->Verify(*signer_->Sign(other, seconds(60))), IsOkAndHolds(other));
  }
  EXPECT_THAT(verifier_->Verify(first), IsOkAndHolds(Clerk()));
}

// Made from a good token alone, as whoever has seen one could.
TEST_F(DevelopmentTokensTest, TokenThatWasTamperedWithIsRefused) {
  const std::string token = *signer_->Sign(Clerk(), seconds(60));
  const std::size_t first = token.find('.');
  const std::size_t second = token.rfind('.');
  const std::string claims = token.substr(first + 1, second - first - 1);
  const std::string signature = token.substr(second + 1);
  const auto with_header = [&](std::string_view header) {
    return Base64(header) + "." + claims + "." + signature;
  };
  std::string grown;
  ASSERT_TRUE(absl::WebSafeBase64Unescape(claims, &grown));
  grown.replace(grown.find("unit_preparer"), 13, "finance_admin");
  std::string last_bits = token;
  // The last character carries bits that no byte needs: another one would decode to the same signature.
  last_bits.back() = last_bits.back() == 'A' ? 'B' : static_cast<char>(last_bits.back() + 1);
  for (const std::string& attack : {
           std::string(),
           std::string("."),
           std::string(".."),
           std::string("..."),
           token + ".",
           "." + token,
           token + "." + signature,
           token + "=",
           token + "\n",
           " " + token,
           token.substr(0, token.size() - 1),
           token.substr(0, second),
           token.substr(0, second + 1),
           last_bits,
           with_header(R"({"alg":"none","typ":"JWT"})"),
           with_header(R"({"alg":"None"})"),
           with_header(R"({"alg":"HS256","typ":"JWT"})"),
           with_header(R"({"alg":"EdDSA"})"),
           with_header(R"({"typ":"JWT","alg":"EdDSA"})"),
           with_header(R"({"alg":"EdDSA","typ":"JWT","kid":"x"})"),
           Base64(R"({"alg":"none","typ":"JWT"})") + "." + claims + ".",
           Base64(kHeader) + "." + Base64(grown) + "." + signature,
           token + std::string(8192, 'A'),
           std::string(1 << 20, '.'),
       }) {
    EXPECT_THAT(verifier_->Verify(attack), HasReason(Reason::kCredentialsInvalid)) << attack.substr(0, 300);
  }
  EXPECT_THAT(verifier_->Verify(token), IsOk());
}

// Signed with the right key, as a mistaken signer could.
TEST_F(DevelopmentTokensTest, SignedButWrongClaimsAreRefused) {
  const std::string good = GoodClaims();
  ASSERT_THAT(verifier_->Verify(Signed(kHeader, good)), IsOk());
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string claims = good;
    EXPECT_NE(claims.find(from), claims.npos) << from;
    return claims.replace(claims.find(from), from.size(), to);
  };
  for (const std::string& claims : {
           std::string(),
           std::string("{}"),
           std::string("[]"),
           std::string("null"),
           good + good,
           good + "x",
           good.substr(1),
           "\xEF\xBB\xBF" + good,
           changed(R"("sub":"clerk-1")", R"("sub":"clerk-1","sub":"clerk-1")"),
           changed(R"("sub":"clerk-1")", R"("sub":"clerk-1","roles":["x"])"),
           changed(R"("sub":"clerk-1",)", ""),
           changed("clerk-1", ""),
           changed("clerk-1", "a\\u0041"),
           changed("clerk-1", "a\nb"),
           changed("clerk-1", "a\xFF"),
           changed("clerk-1", std::string(201, 'a')),
           changed(R"(["unit_preparer","publisher"])", "[]"),
           changed(R"(["unit_preparer","publisher"])", "\"auditor\""),
           changed("unit_preparer", "Unit"),
           changed("unit_preparer", ""),
           changed("\"unit_preparer\"", "1"),
           changed("\"unit_preparer\",", "\"unit_preparer\",,"),
           changed("\"publisher\"]", "\"publisher\",]"),
           changed("clearbudget-development", "clearbudget-production"),
           changed(R"("aud":"clearbudget")", R"("aud":"x")"),
           changed(R"("aud":"clearbudget")", R"("aud":["clearbudget"])"),
           changed("agencies/101", "agencies/-"),
           changed("regions/130303/agencies/101", "regions/1/agencies/101"),
           changed(R"("region":"regions/130303")", R"("region":"")"),
           changed(R"("region":)", R"("admin":"true","region":)"),
           changed(R"("exp":)", R"("exp":-)"),
           changed(R"("exp":)", R"("exp":0)"),
           changed(R"("exp":)", R"("exp":1e9,"x":)"),
           changed(R"("exp":)", R"("exp":99999999999)"),
           Claims(Now(), Now(), Now() + 24 * 3600 + 1),
           Claims(Now() + 31, Now(), Now() + 60),
           Claims(Now(), Now() + 31, Now() + 60),
           Claims(Now(), Now(), Now()),
           Claims(Now() - 20, Now(), Now() - 21),
       }) {
    EXPECT_THAT(verifier_->Verify(Signed(kHeader, claims)), HasReason(Reason::kCredentialsInvalid)) << claims;
  }
  EXPECT_THAT(verifier_->Verify(Signed(kHeader, Claims(Now() - 60, Now() - 60, Now()))),
              HasReason(Reason::kCredentialsExpired));
  EXPECT_THAT(verifier_->Verify(Signed(kHeader, Claims(Now() + 30, Now() + 30, Now() + 60))), IsOk());
  EXPECT_THAT(verifier_->Verify(Signed(R"({"alg":"EdDSA","typ":"JWT","crit":["x"]})", good)),
              HasReason(Reason::kCredentialsInvalid));
}

TEST_F(DevelopmentTokensTest, AnotherKeyIsRefused) {
  const std::string other_private = directory_.File("other.pem");
  const std::string other_public = directory_.File("other.pub.pem");
  ASSERT_THAT(GenerateTokenKeys(other_private, other_public), IsOk());
  const auto other = *TokenSigner::Load(other_private, clock_);
  EXPECT_THAT(verifier_->Verify(*other->Sign(Clerk(), seconds(60))), HasReason(Reason::kCredentialsInvalid));
}

TEST_F(DevelopmentTokensTest, WrongCallersAreNotSigned) {
  for (const auto& change : std::vector<std::function<void(Caller&)>>{
           [](Caller& c) { c.subject.clear(); }, [](Caller& c) { c.subject = "a\"b"; },
           [](Caller& c) { c.person = "a\\b"; }, [](Caller& c) { c.roles.clear(); },
           [](Caller& c) { c.roles = {"no such"}; }, [](Caller& c) { c.roles.assign(33, "auditor"); },
           [](Caller& c) { c.region = "regions/2"; }, [](Caller& c) { c.agency = "101"; }}) {
    Caller caller = Clerk();
    change(caller);
    EXPECT_THAT(signer_->Sign(caller, seconds(60)), HasReason(Reason::kConfigurationInvalid));
  }
  EXPECT_THAT(signer_->Sign(Clerk(), seconds(0)), HasReason(Reason::kConfigurationInvalid));
  EXPECT_THAT(signer_->Sign(Clerk(), seconds(24 * 3600 + 1)), HasReason(Reason::kConfigurationInvalid));
}

TEST_F(DevelopmentTokensTest, PrivateKeyIsForItsOwnerOnly) {
  struct stat about {};
  ASSERT_EQ(stat(private_file_.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600U);
  ASSERT_EQ(chmod(private_file_.c_str(), 0640), 0);
  EXPECT_THAT(TokenSigner::Load(private_file_, clock_), HasReason(Reason::kConfigurationInvalid));
}

TEST_F(DevelopmentTokensTest, KeysInUseAreNotOverwritten) {
  EXPECT_THAT(GenerateTokenKeys(private_file_, directory_.File("new.pem")),
              HasReason(Reason::kAlreadyExists));
  EXPECT_FALSE(std::filesystem::exists(directory_.File("new.pem")));
  EXPECT_THAT(GenerateTokenKeys(directory_.File("new.pem"), public_file_), HasReason(Reason::kAlreadyExists));
  EXPECT_FALSE(std::filesystem::exists(directory_.File("new.pem")));
  EXPECT_THAT(GenerateTokenKeys("/nowhere/a", "/nowhere/b"), HasReason(Reason::kConfigurationInvalid));
}

TEST_F(DevelopmentTokensTest, FilesThatHoldNoKeyAreRefused) {
  const std::string file = directory_.File("text");
  std::ofstream(file) << "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";
  EXPECT_THAT(DevelopmentTokenVerifier::Load(file, clock_), HasReason(Reason::kConfigurationInvalid));
  EXPECT_THAT(DevelopmentTokenVerifier::Load(private_file_, clock_),
              HasReason(Reason::kConfigurationInvalid));
  EXPECT_THAT(DevelopmentTokenVerifier::Load("/nowhere", clock_), HasReason(Reason::kConfigurationInvalid));
  EXPECT_THAT(TokenSigner::Load(public_file_, clock_), HasReason(Reason::kConfigurationInvalid));
}

}  // namespace
}  // namespace clearbudget::rpc
