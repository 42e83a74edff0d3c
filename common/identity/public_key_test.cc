#include "common/identity/public_key.h"

#include <string>

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

std::string Decoded(std::string_view text) {
  return DecodeBase64Url(text).value();
}

bool Holds(const PublicKey& key, SignatureAlgorithm algorithm, std::string_view token) {
  const std::size_t end = token.rfind('.');
  return key.Verify(algorithm, token.substr(0, end), Decoded(token.substr(end + 1)));
}

constexpr std::string_view kPayloadOfRfc7515 =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

// RFC 7515 appendix A.2.
TEST(PublicKeyTest, Rs256OfRfc7515) {
  const auto key = PublicKey::FromRsa(
      Decoded(
          "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-"
          "yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-"
          "bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-"
          "KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-"
          "DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"),
      Decoded("AQAB"));
  ASSERT_THAT(key, IsOk());
  std::string token = "eyJhbGciOiJSUzI1NiJ9.";
  token += kPayloadOfRfc7515;
  token +=
      ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_"
      "O8W2Fp5jujGbds9uJdbF"
      "9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_"
      "eSN9383LcOL"
      "n6_dO--xi12jzDwusC-"
      "eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVr"
      "Bp0igcN_IoypGlUPQGe77Rw";
  EXPECT_TRUE(Holds(*key, SignatureAlgorithm::kRs256, token));
  EXPECT_FALSE(Holds(*key, SignatureAlgorithm::kPs256, token));
  EXPECT_FALSE(Holds(*key, SignatureAlgorithm::kEs256, token));
  EXPECT_FALSE(Holds(*key, SignatureAlgorithm::kEdDsa, token));
  token[0] = 'f';
  EXPECT_FALSE(Holds(*key, SignatureAlgorithm::kRs256, token));
}

// RFC 7515 appendix A.3.
TEST(PublicKeyTest, Es256OfRfc7515) {
  const auto key = PublicKey::FromP256(Decoded("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                                       Decoded("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"));
  ASSERT_THAT(key, IsOk());
  std::string token = "eyJhbGciOiJFUzI1NiJ9.";
  token += kPayloadOfRfc7515;
  token += ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
  EXPECT_TRUE(Holds(*key, SignatureAlgorithm::kEs256, token));
  EXPECT_FALSE(Holds(*key, SignatureAlgorithm::kEdDsa, token));
}

// RFC 8037 appendices A.3 and A.4.
TEST(PublicKeyTest, EdDsaOfRfc8037) {
  const auto key = PublicKey::FromEd25519(Decoded("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"));
  ASSERT_THAT(key, IsOk());
  EXPECT_EQ(key->thumbprint(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  const std::string token =
      "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-"
      "09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
  EXPECT_TRUE(Holds(*key, SignatureAlgorithm::kEdDsa, token));
  EXPECT_FALSE(Holds(*key, SignatureAlgorithm::kEs256, token));
}

// RFC 7638 section 3.1.
TEST(PublicKeyTest, ThumbprintOfRfc7638) {
  const auto key = PublicKey::FromRsa(
      Decoded("0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_"
              "BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_"
              "FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-"
              "bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"),
      Decoded("AQAB"));
  ASSERT_THAT(key, IsOk());
  EXPECT_EQ(key->thumbprint(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
}

TEST(PublicKeyTest, EveryAlgorithmVerifiesItsOwnSignaturesOnly) {
  const TestKey rsa = TestKey::Rsa();
  const std::string pkcs = rsa.Sign("text");
  const std::string pss = rsa.Sign("text", true);
  EXPECT_TRUE(rsa.Public().Verify(SignatureAlgorithm::kRs256, "text", pkcs));
  EXPECT_TRUE(rsa.Public().Verify(SignatureAlgorithm::kPs256, "text", pss));
  EXPECT_FALSE(rsa.Public().Verify(SignatureAlgorithm::kRs256, "text", pss));
  EXPECT_FALSE(rsa.Public().Verify(SignatureAlgorithm::kPs256, "text", pkcs));
  EXPECT_FALSE(rsa.Public().Verify(SignatureAlgorithm::kRs256, "text", pkcs + std::string(1, '\0')));
  const TestKey p256 = TestKey::P256();
  const std::string both = p256.Sign("text");
  EXPECT_TRUE(p256.Public().Verify(SignatureAlgorithm::kEs256, "text", both));
  EXPECT_FALSE(p256.Public().Verify(SignatureAlgorithm::kEs256, "texT", both));
  EXPECT_FALSE(p256.Public().Verify(SignatureAlgorithm::kEs256, "text", both.substr(0, 63)));
  EXPECT_FALSE(p256.Public().Verify(SignatureAlgorithm::kEs256, "text", std::string(64, '\0')));
  EXPECT_FALSE(p256.Public().Verify(SignatureAlgorithm::kEs256, "text", ""));
  EXPECT_FALSE(TestKey::P256().Public().Verify(SignatureAlgorithm::kEs256, "text", both));
}

TEST(PublicKeyTest, WeakAndMalformedKeysAreRefused) {
  const std::string modulus(256, '\xC1');
  const std::string exponent("\x01\x00\x01", 3);
  EXPECT_THAT(PublicKey::FromRsa(modulus, exponent), IsOk());
  for (const std::string& weak :
       {std::string(255, '\xC1'), std::string(128, '\xC1'), std::string(1025, '\xC1'),
        std::string(1, '\0') + modulus, std::string(), "\x41" + modulus.substr(1)}) {
    EXPECT_THAT(PublicKey::FromRsa(weak, exponent), HasReason(Reason::kConfigurationInvalid)) << weak.size();
  }
  for (const std::string& weak :
       {std::string(), std::string("\x01"), std::string("\x02"), std::string("\x04"),
        std::string("\0\x01\x00\x01", 4), std::string(9, '\x01')}) {
    EXPECT_THAT(PublicKey::FromRsa(modulus, weak), HasReason(Reason::kConfigurationInvalid)) << weak.size();
  }
  const std::string x = Decoded("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU");
  const std::string y = Decoded("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
  EXPECT_THAT(PublicKey::FromP256(x, x), HasReason(Reason::kConfigurationInvalid)) << "not on the curve";
  EXPECT_THAT(PublicKey::FromP256(x, y.substr(1)), HasReason(Reason::kConfigurationInvalid));
  EXPECT_THAT(PublicKey::FromP256(std::string(32, '\0'), std::string(32, '\0')),
              HasReason(Reason::kConfigurationInvalid));
  EXPECT_THAT(PublicKey::FromEd25519(std::string(31, 'x')), HasReason(Reason::kConfigurationInvalid));
}

TEST(PublicKeyTest, PemHoldsSeveralKeysAndNothingElse) {
  const TestKey first = TestKey::Ed25519();
  const TestKey second = TestKey::P256();
  const std::string both = "The old key:\n" + first.PublicPem() + "\nThe new key:\n" + second.PublicPem();
  const auto keys = PublicKey::FromPem(both);
  ASSERT_THAT(keys, IsOk());
  ASSERT_EQ(keys->size(), 2U);
  EXPECT_EQ((*keys)[0].thumbprint(), first.Public().thumbprint());
  EXPECT_EQ((*keys)[1].type(), KeyType::kP256);
  std::string broken = first.PublicPem();
  broken.erase(broken.find("-----END"));
  for (const std::string& pem :
       {std::string(), std::string("no key"), broken, first.PublicPem() + broken,
        std::string("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"),
        std::string("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
        TestKey::Rsa(1024).PublicPem()}) {
    EXPECT_THAT(PublicKey::FromPem(pem), HasReason(Reason::kConfigurationInvalid)) << pem;
  }
}

}  // namespace
}  // namespace clearbudget::identity
