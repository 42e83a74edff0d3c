#include "common/identity/credential_verifier.h"

#include <chrono>
#include <fstream>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "common/errors/error.h"
#include "common/identity/base64url.h"
#include "common/identity/claims_text.h"
#include "common/identity/compact_token.h"
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

constexpr std::string_view kIssuer = "https://id.example.cn";
constexpr std::string_view kAudience = "clearbudget";

const TestKey& RsaKey() {
  static const TestKey key = TestKey::Rsa();
  return key;
}
const TestKey& EcKey() {
  static const TestKey key = TestKey::P256();
  return key;
}
const TestKey& EdwardsKey() {
  static const TestKey key = TestKey::Ed25519();
  return key;
}

std::string Header(std::string_view algorithm, std::string_view kid) {
  return fmt::format(R"({{"alg":"{}","kid":"{}","typ":"JWT"}})", algorithm, kid);
}

class CredentialVerifierTest : public ::testing::Test {
 protected:
  void SetUp() override {
    WriteKeys({RsaKey().Jwk("rsa"), EcKey().Jwk("ec"), EdwardsKey().Jwk("ed")});
    Start(Policy());
  }

  void WriteKeys(const std::vector<std::string>& keys) {
    testing::ReplaceFile(keys_file_, fmt::format(R"({{"keys":[{}]}})", fmt::join(keys, ",")));
  }
  IssuerPolicy Policy() const {
    return {.issuer = std::string(kIssuer),
            .audience = std::string(kAudience),
            .algorithms = {SignatureAlgorithm::kRs256, SignatureAlgorithm::kPs256, SignatureAlgorithm::kEs256,
                           SignatureAlgorithm::kEdDsa},
            .key_set_file = keys_file_};
  }
  void Start(const IssuerPolicy& policy) {
    auto verifier = CredentialVerifier::Create({policy}, clock_);
    ASSERT_THAT(verifier, IsOk());
    verifier_ = *std::move(verifier);
    cache_.Clear();
  }

  std::int64_t Now() const { return SecondsOf(clock_.Now()); }
  std::string Claims(const Caller& caller = Clerk(), std::int64_t life = 3600) const {
    return ClaimsText(
        {.issuer = kIssuer, .audience = kAudience, .issued_at = Now(), .expires_at = Now() + life}, caller);
  }
  std::string Changed(const std::string& from, const std::string& to) const {
    std::string claims = Claims();
    EXPECT_NE(claims.find(from), claims.npos) << from;
    return claims.replace(claims.find(from), from.size(), to);
  }
  std::string With(const std::string& more) const { return Changed(R"({"iss")", "{" + more + R"(,"iss")"); }
  std::string Token(const std::string& claims) const {
    return EdwardsKey().Token(Header("EdDSA", "ed"), claims);
  }
  absl::StatusOr<Caller> Verified(const std::string& token) {
    const auto verdict = verifier_->Verify(token, cache_);
    if (!verdict.ok()) return verdict.status();
    return (*verdict)->caller;
  }

  testing::TemporaryDirectory directory_;
  std::string keys_file_ = directory_.File("jwks.json");
  testing::FakeClock clock_;
  std::unique_ptr<CredentialVerifier> verifier_;
  VerdictCache cache_{64};
};

TEST_F(CredentialVerifierTest, EveryAlgorithmIsAccepted) {
  for (const std::string& token :
       {RsaKey().Token(Header("RS256", "rsa"), Claims()),
        RsaKey().Token(Header("PS256", "rsa"), Claims(), true),
        EcKey().Token(Header("ES256", "ec"), Claims()), EdwardsKey().Token(Header("EdDSA", "ed"), Claims()),
        EdwardsKey().Token(R"({"alg":"EdDSA","kid":"ed"})", Claims()),
        EdwardsKey().Token(R"({"alg":"EdDSA","kid":"ed","typ":"AT+jwt"})", Claims())}) {
    const auto verdict = verifier_->Verify(token);
    ASSERT_THAT(verdict, IsOk());
    EXPECT_EQ(verdict->caller, Clerk());
    EXPECT_EQ(verdict->expires_at_seconds, Now() + 3600);
    EXPECT_EQ(verdict->token_digest.size(), 32U);
  }
}

// Made by whoever knows the public keys and has seen a good token.
TEST_F(CredentialVerifierTest, ForgedTokensAreRefused) {
  const std::string good = Token(Claims());
  const std::string claims = good.substr(good.find('.') + 1, good.rfind('.') - good.find('.') - 1);
  const std::string signature = good.substr(good.rfind('.') + 1);
  const auto unsigned_part = [&](std::string_view header) { return EncodeBase64Url(header) + "." + claims; };
  const auto hmac = [&](const std::string& secret) {
    const std::string part = unsigned_part(Header("HS256", "rsa"));
    return part + "." + EncodeBase64Url(HmacSha256(secret, part));
  };
  Caller grown = Clerk();
  grown.roles = {"finance_approver"};
  const std::string rs256 = RsaKey().Token(Header("RS256", "rsa"), Claims());
  const std::vector<std::pair<const char*, std::string>> attacks = {
      {"none", unsigned_part(Header("none", "ed")) + "."},
      {"none with a signature", unsigned_part(Header("none", "ed")) + "." + signature},
      {"no signature", unsigned_part(Header("EdDSA", "ed")) + "."},
      {"HMAC with the RSA key as PEM", hmac(RsaKey().PublicPem())},
      {"HMAC with the RSA key as JWK", hmac(RsaKey().Jwk("rsa"))},
      {"HMAC with nothing", hmac("")},
      {"other claims",
       EncodeBase64Url(Header("EdDSA", "ed")) + "." + EncodeBase64Url(Claims(grown)) + "." + signature},
      {"other header", unsigned_part(R"({"kid":"ed","alg":"EdDSA"})") + "." + signature},
      {"a stranger's key", TestKey::Ed25519().Token(Header("EdDSA", "ed"), Claims())},
      {"another of the issuer's keys", EdwardsKey().Token(Header("EdDSA", "ec"), Claims())},
      {"EdDSA over an RSA key", EdwardsKey().Token(Header("EdDSA", "rsa"), Claims())},
      {"RS256 that is EdDSA", EdwardsKey().Token(Header("RS256", "ed"), Claims())},
      {"RS256 over an EC key", RsaKey().Token(Header("RS256", "ec"), Claims())},
      {"PS256 that is RS256", RsaKey().Token(Header("PS256", "rsa"), Claims())},
      {"RS256 that is PS256", RsaKey().Token(Header("RS256", "rsa"), Claims(), true)},
      {"ES256 over an RSA key", EcKey().Token(Header("ES256", "rsa"), Claims())},
      {"an unknown key", EdwardsKey().Token(Header("EdDSA", "unknown"), Claims())},
      {"a path as key", EdwardsKey().Token(Header("EdDSA", "../../etc/passwd"), Claims())},
      {"a key of its own", EdwardsKey().Token(R"({"alg":"EdDSA","kid":"ed","jwk":{}})", Claims())},
      {"another type",
       EdwardsKey().Token(R"({"alg":"EdDSA","kid":"ed","typ":"clearbudget-assertion+jwt"})", Claims())},
      {"a logout token", EdwardsKey().Token(R"({"alg":"EdDSA","kid":"ed","typ":"logout+jwt"})", Claims())},
      {"cut", rs256.substr(0, rs256.size() - 4)},
      {"1 MB", std::string(std::size_t{1} << 20U, 'A')},
      {"empty", ""},
  };
  for (const auto& [what, token] : attacks) {
    EXPECT_THAT(Verified(token), HasReason(Reason::kCredentialsInvalid)) << what;
    EXPECT_THAT(verifier_->Verify(token), HasReason(Reason::kCredentialsInvalid)) << what;
  }
  EXPECT_EQ(cache_.size(), 0U);
  EXPECT_THAT(Verified(good), IsOk());
}

// Signed with the right key, as a mistaken provider could, or for something else.
TEST_F(CredentialVerifierTest, WrongClaimsAreRefused) {
  const std::string iat = fmt::format(R"("iat":{})", Now());
  const std::string exp = fmt::format(R"("exp":{})", Now() + 3600);
  const auto at = [](const char* name, std::int64_t time) { return fmt::format(R"("{}":{})", name, time); };
  for (const std::string& claims : {
           std::string("{}"),
           Changed(R"("iss":"https://id.example.cn",)", ""),
           Changed("https://id.example.cn", "https://id.example.cn/"),
           Changed("https://id.example.cn", "clearbudget-gateway"),
           Changed(R"("https://id.example.cn")", R"(["https://id.example.cn"])"),
           Changed(R"("aud":"clearbudget",)", ""),
           Changed(R"("aud":"clearbudget")", R"("aud":"clearbudget2")"),
           Changed(R"("aud":"clearbudget")", R"("aud":"submission")"),
           Changed(R"("aud":"clearbudget")", R"("aud":[])"),
           Changed(R"("aud":"clearbudget")", R"("aud":["x",1])"),
           Changed(R"("aud":"clearbudget")", R"("aud":{"clearbudget":1})"),
           Changed(R"("sub":"clerk-1")", R"("sub":"clerk-1","sub":"clerk-1")"),
           Changed(R"("sub":"clerk-1")", R"("sub":"clerk-1","roles":["auditor"])"),
           Changed(R"("sub":"clerk-1",)", ""),
           Changed("clerk-1", ""),
           Changed("clerk-1", "a\\nb"),
           Changed("clerk-1", "service:performance"),
           Changed("clerk-1", "system:culture"),
           Changed("clerk-1", std::string(201, 'a')),
           Changed(R"("张三")", "[]"),
           Changed(R"("person":"张三",)", ""),
           Changed("张三", ""),
           Changed(R"(["unit_preparer","publisher"])", "[]"),
           Changed(R"(["unit_preparer","publisher"])", "{}"),
           Changed(R"(["unit_preparer","publisher"])", R"(["service"])"),
           Changed(R"(["unit_preparer","publisher"])", R"(["offline_access","Unit_Preparer"])"),
           Changed(R"(["unit_preparer","publisher"])", R"(["unit_preparer","platform"])"),
           Changed(R"(["unit_preparer","publisher"])", R"(["platform"])"),
           Changed("agencies/101", "agencies/-"),
           Changed("regions/130303/agencies/101", "regions/990101/agencies/101"),
           Changed(R"("regions/130303/agencies/101")", "101"),
           Changed(R"("region":"regions/130303",)", ""),
           Changed(iat + ",", ""),
           Changed(exp + ",", ""),
           Changed(exp, R"("exp":"4102444800")"),
           Changed(exp, R"("exp":1e10)"),
           Changed(exp, at("exp", 9223372036854775807)),
           Changed(iat, at("iat", -9223372036854775807)),
           Changed(iat, at("iat", Now() + 31)),
           Changed(exp, at("exp", Now() + 24 * 3600 + 1)),
           Changed(exp, at("exp", Now())),
           With(at("nbf", Now() + 31)),
           With(at("nbf", -1)),
           With(R"("nbf":"0")"),
       }) {
    EXPECT_THAT(Verified(Token(claims)), HasReason(Reason::kCredentialsInvalid)) << claims;
  }
  for (const std::string& claims : {
           Changed(R"("aud":"clearbudget")", R"("aud":["account","clearbudget"])"),
           Changed(R"(["unit_preparer","publisher"])", R"(["offline_access","auditor","auditor"])"),
           Changed(R"(["unit_preparer","publisher"])", R"("auditor")"),
           Changed(iat, at("iat", Now() + 30)),
           With(at("nbf", Now() + 30)),
           With(R"("email":{"a":[1.5,null]})"),
       }) {
    EXPECT_THAT(Verified(Token(claims)), IsOk()) << claims;
  }
}

TEST_F(CredentialVerifierTest, NothingOfATokenIsRepeatedInItsRefusal) {
  for (const std::string& token :
       {Token(Changed("clerk-1", "canary\\u0000")), Token(Changed("clerk-1", "service:canary")),
        Token(Changed("张三", std::string(201, 'c') + "canary")),
        EdwardsKey().Token(Header("canary", "ed"), Claims()),
        EdwardsKey().Token(Header("EdDSA", "canary"), Claims()), std::string("canary")}) {
    const auto refused = Verified(token);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.status().ToString().find("canary"), std::string::npos) << refused.status();
  }
}

TEST_F(CredentialVerifierTest, ExpiresAlsoFromTheCache) {
  const std::string token = Token(Claims(Clerk(), 60));
  EXPECT_THAT(Verified(token), IsOk());
  clock_.Advance(seconds(59));
  EXPECT_THAT(Verified(token), IsOk());
  EXPECT_EQ(cache_.size(), 1U);
  clock_.Advance(seconds(1));
  EXPECT_THAT(Verified(token), HasReason(Reason::kCredentialsExpired));
  EXPECT_EQ(cache_.size(), 0U);
  EXPECT_THAT(verifier_->Verify(token), HasReason(Reason::kCredentialsExpired));
}

TEST_F(CredentialVerifierTest, KeysRotateWithoutARestart) {
  const TestKey next = TestKey::P256();
  const std::string old_token = Token(Claims());
  const std::string new_token = next.Token(Header("ES256", "next"), Claims());
  EXPECT_THAT(Verified(old_token), IsOk());
  EXPECT_THAT(Verified(new_token), HasReason(Reason::kCredentialsInvalid));
  WriteKeys({EdwardsKey().Jwk("ed"), next.Jwk("next")});
  EXPECT_THAT(Verified(new_token), HasReason(Reason::kCredentialsInvalid)) << "looked at once a second only";
  clock_.Advance(seconds(1));
  EXPECT_THAT(Verified(old_token), IsOk());
  EXPECT_THAT(Verified(new_token), IsOk());
  WriteKeys({next.Jwk("next")});
  clock_.Advance(seconds(1));
  EXPECT_THAT(Verified(old_token), HasReason(Reason::kCredentialsInvalid)) << "its verdict was in the cache";
  EXPECT_THAT(Verified(new_token), IsOk());
  std::ofstream(keys_file_, std::ios::trunc) << "{";
  clock_.Advance(seconds(1));
  EXPECT_THAT(Verified(new_token), IsOk()) << "a broken file takes away no key";
  WriteKeys({});
  clock_.Advance(seconds(1));
  EXPECT_THAT(Verified(new_token), HasReason(Reason::kCredentialsInvalid)) << "an empty set takes away all";
}

TEST_F(CredentialVerifierTest, CacheStaysRightWhenItOverflows) {
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 100; ++i) {
      Caller other = Clerk();
      other.subject = fmt::format("clerk-{}", i);
      EXPECT_THAT(Verified(Token(Claims(other))), testing::IsOkAndHolds(other));
      EXPECT_LE(cache_.size(), 64U);
    }
  }
}

TEST_F(CredentialVerifierTest, AlgorithmsAreThoseOfTheIssuer) {
  IssuerPolicy policy = Policy();
  policy.algorithms = {SignatureAlgorithm::kEs256};
  Start(policy);
  EXPECT_THAT(Verified(EcKey().Token(Header("ES256", "ec"), Claims())), IsOk());
  EXPECT_THAT(Verified(Token(Claims())), HasReason(Reason::kCredentialsInvalid));
  EXPECT_THAT(Verified(RsaKey().Token(Header("RS256", "rsa"), Claims())),
              HasReason(Reason::kCredentialsInvalid));
}

TEST_F(CredentialVerifierTest, ClaimsAreNamedAsTheIssuerNamesThem) {
  IssuerPolicy policy = Policy();
  policy.claims = {
      .person = "employee", .agency = "/org/unit", .region = "/org/region", .roles = "/access/roles"};
  policy.roles = {{"budget", "finance_budget_reviewer"}, {"prep", "unit_preparer"}, {"machine", "platform"}};
  policy.regions = {"regions/130303"};
  policy.subject_prefix = "finance:";
  policy.longest_life = seconds(600);
  Start(policy);
  const auto token = [&](const std::string& who, const char* region = "130303", int life = 600) {
    return Token(fmt::format(R"({{"iss":"{}","aud":"clearbudget","iat":{},"exp":{},"sub":"u1",{},)"
                             R"("org":{{"unit":"regions/{}/agencies/101","region":"regions/{}"}}}})",
                             kIssuer, Now(), Now() + life, who, region, region));
  };
  const std::string person =
      R"("employee":"E1","person":"x","roles":["auditor"],"access":{"roles":["prep","auditor"]})";
  EXPECT_THAT(Verified(token(person)), testing::IsOkAndHolds(Caller{.subject = "finance:u1",
                                                                    .person = "E1",
                                                                    .agency = "regions/130303/agencies/101",
                                                                    .roles = {"unit_preparer"},
                                                                    .region = "regions/130303"}));
  const std::string machine = R"("access":{"roles":["machine"]})";
  EXPECT_THAT(Verified(token(machine)), IsOk());
  for (const std::string& refused :
       {token(person, "990101"), token(person, "130303", 601),
        token(R"("employee":"E1","access":{"roles":["auditor"]})"),
        token(R"("employee":"E1","roles":["prep"])"), token(R"("access":{"roles":["prep"]})"),
        token(R"("employee":"E1",)" + machine)}) {
    EXPECT_THAT(Verified(refused), HasReason(Reason::kCredentialsInvalid)) << refused;
  }
}

TEST_F(CredentialVerifierTest, PlatformHasNoPersonWhereTheSubjectTellsIt) {
  IssuerPolicy policy = Policy();
  policy.claims.person = "sub";
  Start(policy);
  Caller machine{.subject = "platform:hebei", .roles = {"platform"}};
  EXPECT_THAT(Verified(Token(Claims(machine))), testing::IsOkAndHolds(machine));
  Caller person = Clerk();
  person.person = "clerk-1";
  EXPECT_THAT(Verified(Token(Claims())), testing::IsOkAndHolds(person));
}

TEST_F(CredentialVerifierTest, EachIssuerSignsForItselfOnly) {
  const std::string other_file = directory_.File("other.json");
  const TestKey other_key = TestKey::Ed25519();
  std::ofstream(other_file) << fmt::format(R"({{"keys":[{}]}})", other_key.Jwk("ed"));
  IssuerPolicy first = Policy();
  first.subject_prefix = "a:";
  IssuerPolicy second = Policy();
  second.issuer = "https://other.example.cn";
  second.key_set_file = other_file;
  second.subject_prefix = "b:";
  auto verifier = CredentialVerifier::Create({first, second}, clock_);
  ASSERT_THAT(verifier, IsOk());
  verifier_ = *std::move(verifier);
  const std::string claims = Changed("https://id.example.cn", "https://other.example.cn");
  const auto of_other = Verified(other_key.Token(Header("EdDSA", "ed"), claims));
  ASSERT_THAT(of_other, IsOk());
  EXPECT_EQ(of_other->subject, "b:clerk-1");
  EXPECT_THAT(Verified(other_key.Token(Header("EdDSA", "ed"), Claims())),
              HasReason(Reason::kCredentialsInvalid));
  EXPECT_THAT(Verified(Token(claims)), HasReason(Reason::kCredentialsInvalid));
}

TEST_F(CredentialVerifierTest, UnusablePoliciesAreRefused) {
  const auto refused = [&](const std::function<void(IssuerPolicy&)>& change) {
    IssuerPolicy policy = Policy();
    change(policy);
    EXPECT_THAT(CredentialVerifier::Create({policy}, clock_), HasReason(Reason::kConfigurationInvalid));
  };
  refused([](IssuerPolicy& p) { p.algorithms.clear(); });
  refused([](IssuerPolicy& p) { p.key_set_file.clear(); });
  refused([](IssuerPolicy& p) { p.key_set_file = "/nowhere"; });
  refused([](IssuerPolicy& p) { p.longest_life = std::chrono::hours(25); });
  std::ofstream(keys_file_, std::ios::trunc) << R"({"keys":[]})";
  refused([](IssuerPolicy&) {});
}

}  // namespace
}  // namespace clearbudget::identity
