#include "common/identity/compact_token.h"

#include "common/errors/error.h"
#include "common/identity/base64url.h"
#include "common/identity/token_fixture.h"
#include "common/testing/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::identity {
namespace {

using errors::Reason;
using testing::HasReason;
using testing::IsOk;

constexpr std::string_view kHeader = R"({"alg":"EdDSA","kid":"k-1","typ":"JWT"})";

std::string With(std::string_view header, std::string_view claims = "{}", std::string_view signature = "s") {
  return EncodeBase64Url(header) + "." + EncodeBase64Url(claims) + "." + EncodeBase64Url(signature);
}

TEST(CompactTokenTest, ReadsItsParts) {
  const std::string text = With(kHeader, R"({"sub":"a"})", "signature");
  const auto token = ReadCompactToken(text);
  ASSERT_THAT(token, IsOk());
  EXPECT_EQ(token->algorithm, SignatureAlgorithm::kEdDsa);
  EXPECT_EQ(token->key_id, "k-1");
  EXPECT_EQ(token->type, "JWT");
  EXPECT_EQ(token->signed_part, text.substr(0, text.rfind('.')));
  EXPECT_EQ(token->claims.Text("sub"), "a");
  EXPECT_EQ(token->signature, "signature");
  EXPECT_EQ(ReadCompactToken(With(R"({"alg":"RS256","kid":"k","x5t":"ignored"})"))->type, "");
}

TEST(CompactTokenTest, OtherHeadersAreRefused) {
  for (const std::string_view header : {
           R"({"alg":"none","kid":"k"})",
           R"({"alg":"None","kid":"k"})",
           R"({"alg":"HS256","kid":"k"})",
           R"({"alg":"RS512","kid":"k"})",
           R"({"alg":"eddsa","kid":"k"})",
           R"({"alg":["EdDSA"],"kid":"k"})",
           R"({"alg":"","kid":"k"})",
           R"({"kid":"k"})",
           R"({"alg":"EdDSA"})",
           R"({"alg":"EdDSA","kid":""})",
           R"({"alg":"EdDSA","kid":7})",
           R"({"alg":"EdDSA","kid":"../../etc/passwd"})",
           R"({"alg":"EdDSA","kid":"/dev/null"})",
           R"({"alg":"EdDSA","kid":"https://example.com/key"})",
           R"({"alg":"EdDSA","kid":"k' or 1=1"})",
           R"({"alg":"EdDSA","kid":"k\u0000"})",
           R"({"alg":"EdDSA","kid":"k\n"})",
           R"({"alg":"EdDSA","kid":"k","crit":["exp"]})",
           R"({"alg":"EdDSA","kid":"k","crit":[]})",
           R"({"alg":"EdDSA","kid":"k","b64":false})",
           R"({"alg":"EdDSA","kid":"k","jku":"https://example.com/jwks"})",
           R"({"alg":"EdDSA","kid":"k","jwk":{}})",
           R"({"alg":"EdDSA","kid":"k","x5u":"https://example.com/cert"})",
           R"({"alg":"EdDSA","kid":"k","x5c":[]})",
           R"({"alg":"EdDSA","kid":"k","typ":1})",
           R"({"alg":"EdDSA","kid":"k","alg":"EdDSA"})",
           R"({"alg":"EdDSA","kid":"k","\u0061lg":"EdDSA"})",
           R"({"alg":"EdDSA","kid":"k"}x)",
           R"({"alg":"EdDSA","kid":"k"} {})",
           R"({"alg":"EdDSA","kid":"k",})",
           R"({'alg':'EdDSA','kid':'k'})",
           R"(["EdDSA"])",
           R"("EdDSA")",
           "",
           "{",
           "{\"alg\":\"EdDSA\",\"kid\":\"k\",\"a\":\"\xFF\"}",
           "\xEF\xBB\xBF{\"alg\":\"EdDSA\",\"kid\":\"k\"}",
       }) {
    EXPECT_THAT(ReadCompactToken(With(header)), HasReason(Reason::kCredentialsInvalid)) << header;
  }
  const std::string long_id = R"({"alg":"EdDSA","kid":")" + std::string(129, 'k') + R"("})";
  EXPECT_THAT(ReadCompactToken(With(long_id)), HasReason(Reason::kCredentialsInvalid));
}

TEST(CompactTokenTest, OtherClaimsAreRefused) {
  for (const std::string_view claims :
       {"", "[]", "null", "{", "{}{}", "{} x", R"({"sub":"a","sub":"b"})", R"({"a":{"b":1,"b":2}})",
        R"({"sub":"a\u0000"})", "{\"sub\":\"\xFF\"}", R"({"a":[[[[[[[[1]]]]]]]]})", R"({"exp":01})",
        R"({"exp":123456789012345678901234567890})", R"({"a":NaN})"}) {
    EXPECT_THAT(ReadCompactToken(With(kHeader, claims)), HasReason(Reason::kCredentialsInvalid)) << claims;
  }
  EXPECT_THAT(ReadCompactToken(With(kHeader, R"({"a":[[[[[[[1]]]]]]]})")), IsOk());
  EXPECT_THAT(ReadCompactToken(With(kHeader, R"({"a":"[[[[[[[[[\"[[[[["})")), IsOk());
}

TEST(CompactTokenTest, OtherWaysToWriteATokenAreRefused) {
  const std::string good = With(kHeader);
  ASSERT_THAT(ReadCompactToken(good), IsOk());
  std::string last_bits = good;
  // One byte needs two characters, and the second has four bits that must be 0.
  ASSERT_EQ(EncodeBase64Url("s"), "cw");
  last_bits.back() = 'x';
  std::string standard = With(kHeader, R"({"a":"???>>>"})");
  ASSERT_NE(standard.find_first_of("-_"), standard.npos);
  standard[standard.find_first_of("-_")] = '/';
  for (const std::string& text : {
           std::string(),
           std::string("."),
           std::string(".."),
           std::string("..."),
           good + ".",
           "." + good,
           good + ".cw",
           good + "=",
           good + "==",
           good + "\n",
           " " + good,
           "Bearer " + good,
           good.substr(0, good.size() - 1),
           good.substr(0, good.rfind('.')),
           last_bits,
           standard,
           good + std::string(kLongestToken, 'A'),
           std::string(std::size_t{1} << 20U, '.'),
           std::string(std::size_t{1} << 20U, 'A'),
       }) {
    EXPECT_THAT(ReadCompactToken(text), HasReason(Reason::kCredentialsInvalid)) << text.substr(0, 200);
  }
}

}  // namespace
}  // namespace clearbudget::identity
