#include "common/identity/key_set.h"

#include <fstream>
#include <iterator>

#include "common/errors/error.h"
#include "common/identity/base64url.h"
#include "common/identity/signing_key.h"
#include "common/identity/token_fixture.h"
#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "fmt/core.h"
#include "fmt/ranges.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::identity {
namespace {

using errors::Reason;
using testing::HasReason;
using testing::IsOk;

std::string SetOf(const std::vector<std::string>& keys) {
  return fmt::format(R"({{"keys":[{}]}})", fmt::join(keys, ","));
}

TEST(KeySetTest, FindsKeysByTheirIds) {
  const TestKey rsa = TestKey::Rsa();
  const TestKey p256 = TestKey::P256();
  const TestKey edwards = TestKey::Ed25519();
  const auto set = KeySet::Parse(SetOf({rsa.Jwk("a", R"(,"use":"sig","alg":"PS256","x5t":"abc")"),
                                        p256.Jwk("b", R"(,"key_ops":["verify"])"), edwards.Jwk("c:1.=+-_")}));
  ASSERT_THAT(set, IsOk());
  EXPECT_EQ(set->size(), 3U);
  EXPECT_TRUE(set->Find("a")->Verify(SignatureAlgorithm::kPs256, "text", rsa.Sign("text", true)));
  EXPECT_FALSE(set->Find("a")->Verify(SignatureAlgorithm::kRs256, "text", rsa.Sign("text")))
      << "the issuer says that the key is for PS256";
  EXPECT_TRUE(set->Find("b")->Verify(SignatureAlgorithm::kEs256, "text", p256.Sign("text")));
  EXPECT_TRUE(set->Find("c:1.=+-_")->Verify(SignatureAlgorithm::kEdDsa, "text", edwards.Sign("text")));
  EXPECT_EQ(set->Find("d"), nullptr);
  EXPECT_EQ(set->Find(""), nullptr);
}

TEST(KeySetTest, KeysThatAreNotForSignaturesAreLeftOutAndHideNone) {
  const TestKey key = TestKey::Ed25519();
  const std::string good = key.Jwk("good");
  const std::string x = key.Public().jwk_members();
  for (const std::string& other : {
           key.Jwk("other", R"(,"use":"enc")"),
           key.Jwk("other", R"(,"use":1)"),
           key.Jwk("other", R"(,"key_ops":["sign"])"),
           key.Jwk("other", R"(,"key_ops":1)"),
           key.Jwk("other", R"(,"alg":"HS256")"),
           key.Jwk("other", R"(,"alg":"none")"),
           key.Jwk("other", R"(,"d":"AAAA")"),
           key.Jwk("../../etc/passwd"),
           key.Jwk("a b"),
           key.Jwk(std::string(129, 'a')),
           key.Jwk(""),
           fmt::format("{{{}}}", x),
           std::string(R"({"kty":"oct","k":"AAAA","kid":"other"})"),
           std::string(R"({"kty":"OKP","crv":"X25519","x":"AAAA","kid":"other"})"),
           std::string(R"({"kty":"OKP","crv":"Ed25519","x":"AAAA","kid":"other"})"),
           std::string(R"({"kty":"OKP","crv":"Ed25519","kid":"other"})"),
           std::string(R"({"kty":"EC","crv":"P-521","x":"AAAA","y":"AAAA","kid":"other"})"),
           std::string(R"({"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA","kid":"other"})"),
           std::string(R"({"kty":"RSA","n":"AQAB","e":"AQAB","kid":"other"})"),
           std::string(R"({"kty":"RSA","n":1,"e":[],"kid":"other"})"),
           std::string(R"({"kid":"other"})"),
           std::string("{}"),
       }) {
    const auto set = KeySet::Parse(SetOf({other, good}));
    ASSERT_THAT(set, IsOk()) << other;
    EXPECT_EQ(set->size(), 1U) << other;
    EXPECT_NE(set->Find("good"), nullptr) << other;
  }
  EXPECT_THAT(KeySet::Parse(SetOf({})), IsOk());
}

TEST(KeySetTest, WhatIsNoKeySetIsRefused) {
  const TestKey key = TestKey::Ed25519();
  std::vector<std::string> many;
  for (std::size_t i = 0; i <= kMostKeys; ++i) many.push_back(key.Jwk(fmt::format("k{}", i)));
  for (const std::string& text : {
           std::string(),
           std::string("{}"),
           std::string("[]"),
           std::string(R"({"keys":{}})"),
           std::string(R"({"keys":["a"]})"),
           std::string(R"({"keys":[],"keys":[]})"),
           SetOf({}) + "x",
           SetOf({}).substr(1),
           SetOf({key.Jwk("a"), TestKey::Ed25519().Jwk("a")}),
           SetOf({key.Jwk("a", R"(,"use":"enc")"), key.Jwk("a")}),
           SetOf({key.Jwk("a", R"(,"kid":"b")")}),
           SetOf(many),
           SetOf({key.Jwk("a", R"(,"x5c":[[[[[[[[[]]]]]]]]])")}),
           SetOf({}) + std::string(kLongestKeySet, ' '),
       }) {
    EXPECT_THAT(KeySet::Parse(text), HasReason(Reason::kConfigurationInvalid)) << text.substr(0, 200);
  }
}

TEST(KeySetTest, KeysThatAreGoneOrChangedAreWithdrawn) {
  const TestKey stays = TestKey::Ed25519();
  const KeySet before = *KeySet::Parse(SetOf({stays.Jwk("stays"), TestKey::Ed25519().Jwk("goes"),
                                              TestKey::Ed25519().Jwk("changes"), stays.Jwk("narrows")}));
  const auto old_stays = before.Find("stays");
  const auto old_goes = before.Find("goes");
  const auto old_changes = before.Find("changes");
  const auto old_narrows = before.Find("narrows");
  KeySet after = *KeySet::Parse(SetOf({stays.Jwk("stays"), TestKey::Ed25519().Jwk("changes"),
                                       stays.Jwk("narrows", R"(,"alg":"EdDSA")"), stays.Jwk("new")}));
  after.Succeed(before);
  EXPECT_EQ(after.Find("stays"), old_stays);
  EXPECT_FALSE(old_stays->IsWithdrawn());
  EXPECT_TRUE(old_goes->IsWithdrawn());
  EXPECT_TRUE(old_changes->IsWithdrawn());
  EXPECT_TRUE(old_narrows->IsWithdrawn());
  EXPECT_FALSE(after.Find("changes")->IsWithdrawn());
  EXPECT_FALSE(after.Find("new")->IsWithdrawn());
}

TEST(KeySetTest, FileOfPublicKeysIsAKeySet) {
  const testing::TemporaryDirectory directory;
  ASSERT_THAT(GenerateKeys(directory.File("a.pem"), directory.File("a.pub.pem")), IsOk());
  ASSERT_THAT(GenerateKeys(directory.File("b.pem"), directory.File("b.pub.pem")), IsOk());
  const std::string file = directory.File("jwks.json");
  ASSERT_THAT(WriteKeySetFile(file, {directory.File("a.pub.pem")}), IsOk());
  ASSERT_THAT(WriteKeySetFile(file, {directory.File("a.pub.pem"), directory.File("b.pub.pem")}), IsOk());
  std::ifstream stream(file);
  const auto set = KeySet::Parse(std::string(std::istreambuf_iterator<char>(stream), {}));
  ASSERT_THAT(set, IsOk());
  EXPECT_EQ(set->size(), 2U);
  const auto key = SigningKey::Load(directory.File("b.pem"));
  ASSERT_THAT(key, IsOk());
  const auto found = set->Find((*key)->public_key().thumbprint());
  ASSERT_NE(found, nullptr);
  EXPECT_TRUE(found->Verify(SignatureAlgorithm::kEdDsa, "text", (*key)->Sign("text")));
  EXPECT_THAT(WriteKeySetFile(file, {directory.File("none.pem")}), HasReason(Reason::kConfigurationInvalid));
  EXPECT_THAT(WriteKeySetFile(file, {directory.File("a.pem")}), HasReason(Reason::kConfigurationInvalid))
      << "a private key is not for publication";
  EXPECT_THAT(WriteKeySetFile("/nowhere/jwks.json", {directory.File("a.pub.pem")}),
              HasReason(Reason::kConfigurationInvalid));
}

}  // namespace
}  // namespace clearbudget::identity
