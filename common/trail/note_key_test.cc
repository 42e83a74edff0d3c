#include "common/trail/note_key.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <string_view>

#include "common/digest/digest.h"
#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "common/testing/test_keys.h"
#include "common/trail/base64.h"

namespace clearbudget::trail {
namespace {

using errors::Reason;
using testing::HasReason;
using testing::IsOk;
using testing::MakeTestKey;
using testing::TestKey;
using testing::TestKeyType;

constexpr std::string_view kOrigin = "clearbudget/submission/regions/130303";

struct Case {
  TestKeyType made;
  KeyType type;
};
constexpr Case kCases[] = {{TestKeyType::kEd25519, KeyType::kEd25519},
                           {TestKeyType::kEcdsaP256, KeyType::kEcdsaP256},
                           {TestKeyType::kSm2, KeyType::kSm2}};

std::uint32_t FirstFourBytes(std::string_view digest) {
  std::uint32_t number = 0;
  for (int index = 0; index < 4; ++index) number = number << 8 | static_cast<unsigned char>(digest[index]);
  return number;
}

TEST(NoteKeyTest, WhatAKeySignsItsVerifiersHold) {
  for (const Case& test : kCases) {
    const TestKey key = MakeTestKey(test.made);
    const auto signer = NoteSigner::FromPem(std::string(kOrigin), key.private_pem);
    ASSERT_THAT(signer, IsOk());
    const auto from_pem = NoteVerifier::FromPem(std::string(kOrigin), key.public_pem);
    ASSERT_THAT(from_pem, IsOk());
    const auto from_text = NoteVerifier::FromText(signer->verifier().ToText());
    ASSERT_THAT(from_text, IsOk());
    std::string signature = *signer->Sign("text\n");
    for (const NoteVerifier& verifier : {signer->verifier(), *from_pem, *from_text}) {
      EXPECT_EQ(verifier.type(), test.type);
      EXPECT_EQ(verifier.name(), kOrigin);
      EXPECT_EQ(verifier.key_id(), signer->verifier().key_id());
      EXPECT_EQ(verifier.ToText(), signer->verifier().ToText());
      EXPECT_EQ(verifier.ToPem(), key.public_pem);
      EXPECT_TRUE(verifier.Verify("text\n", signature));
      EXPECT_FALSE(verifier.Verify("text", signature));
      EXPECT_FALSE(verifier.Verify("", signature));
      EXPECT_FALSE(verifier.Verify("text\n", ""));
    }
    signature[signature.size() / 2] ^= '\x01';
    EXPECT_FALSE(from_pem->Verify("text\n", signature));
    const auto stranger = NoteSigner::FromPem(std::string(kOrigin), MakeTestKey(test.made).private_pem);
    EXPECT_FALSE(from_pem->Verify("text\n", *stranger->Sign("text\n")));
    EXPECT_NE(stranger->verifier().key_id(), from_pem->key_id());
  }
}

// https://c2sp.org/signed-note, Signatures: the id of an Ed25519 key is over name, type and key, that of an
// ECDSA key over its SubjectPublicKeyInfo alone.
TEST(NoteKeyTest, KeyIdsAreThoseOfTheSpecification) {
  const std::string ed25519_key(32, '\x07');
  const std::string name = "example.com/log";
  const std::string id = digest::Sha256(name + "\n\x01" + ed25519_key);
  const std::string text = name + "+" + digest::ToHex(id.substr(0, 4)) + "+" + ToBase64("\x01" + ed25519_key);
  const auto ed25519 = NoteVerifier::FromText(text);
  ASSERT_THAT(ed25519, IsOk());
  EXPECT_EQ(ed25519->key_id(), FirstFourBytes(id));

  const std::string pem = MakeTestKey(TestKeyType::kEcdsaP256).public_pem;
  const std::size_t begin = pem.find('\n') + 1;
  std::string body = pem.substr(begin, pem.rfind("\n-----END") - begin);
  std::erase(body, '\n');
  const auto ecdsa = NoteVerifier::FromPem(name, pem);
  ASSERT_THAT(ecdsa, IsOk());
  EXPECT_EQ(ecdsa->key_id(), FirstFourBytes(digest::Sha256(*FromBase64(body))));
  EXPECT_EQ(ecdsa->Named("another")->key_id(), ecdsa->key_id());
}

TEST(NoteKeyTest, AnotherNameIsAnotherKeyId) {
  const auto signer = NoteSigner::FromPem(std::string(kOrigin), MakeTestKey().private_pem);
  const auto named = signer->Named("clearbudget/submission/regions/130304");
  ASSERT_THAT(named, IsOk());
  EXPECT_NE(named->verifier().key_id(), signer->verifier().key_id());
  EXPECT_TRUE(named->verifier().Verify("a", *signer->Sign("a")));
}

TEST(NoteKeyTest, NamesThatNotesCannotHoldAreRefused) {
  const TestKey key = MakeTestKey();
  for (const std::string_view name : {"", "two words", "a+b", "a\nb", "tab\t", "ideographic\u3000blank",
                                      "no-break\u00a0blank", "\xff", "\x7f\xc0\x80"}) {
    EXPECT_THAT(NoteSigner::FromPem(std::string(name), key.private_pem).status(),
                HasReason(Reason::kTrailKeyUnusable))
        << name;
    EXPECT_THAT(NoteVerifier::FromPem(std::string(name), key.public_pem).status(),
                HasReason(Reason::kTrailKeyUnusable));
  }
  EXPECT_THAT(NoteSigner::FromPem("日志.example", key.private_pem), IsOk());
}

TEST(NoteKeyTest, WhatIsNoKeyIsRefused) {
  const TestKey key = MakeTestKey();
  const TestKey wrong_curve = MakeTestKey(TestKeyType::kEcdsaP384);
  constexpr std::string_view kEncrypted =
      "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
      "MIGjMF8GCSqGSIb3DQEFDTBSMDEGCSqGSIb3DQEFDDAkBBDkvRDMB1RyzjKYnOEO\n"
      "-----END ENCRYPTED PRIVATE KEY-----\n";
  for (const std::string_view pem :
       {std::string_view(), std::string_view("key"), std::string_view(key.public_pem),
        std::string_view(wrong_curve.private_pem), kEncrypted}) {
    EXPECT_THAT(NoteSigner::FromPem("log", pem).status(), HasReason(Reason::kTrailKeyUnusable)) << pem;
  }
  EXPECT_THAT(NoteVerifier::FromPem("log", wrong_curve.public_pem).status(),
              HasReason(Reason::kTrailKeyUnusable));
}

TEST(NoteKeyTest, TextsThatAreNoVerifierAreRefused) {
  const std::string good = NoteSigner::FromPem("log", MakeTestKey().private_pem)->verifier().ToText();
  const std::string sm2 =
      NoteSigner::FromPem("log", MakeTestKey(TestKeyType::kSm2).private_pem)->verifier().ToText();
  ASSERT_THAT(NoteVerifier::FromText(good), IsOk());
  std::string other_id = good;
  other_id[4] = other_id[4] == '0' ? '1' : '0';
  const std::string_view head = std::string_view(good).substr(0, 13);
  const std::string cases[] = {"",
                               "log",
                               "log+00000000",
                               other_id,
                               good + " ",
                               good.substr(0, good.size() - 1),
                               "gol" + good.substr(3),
                               std::string(head) + ToBase64("\x01" + std::string(31, 'x')),
                               std::string(head) + ToBase64("\x03" + std::string(32, 'x')),
                               std::string(head) + ToBase64("\x02" + std::string(32, 'x')),
                               sm2.substr(0, sm2.size() - 8) + "AAAAAAA="};
  for (const std::string& text : cases) {
    EXPECT_THAT(NoteVerifier::FromText(text).status(), HasReason(Reason::kTrailKeyUnusable)) << text;
  }
}

TEST(NoteKeyTest, AKeyFile) {
  const testing::TemporaryDirectory folder;
  const TestKey key = MakeTestKey(TestKeyType::kSm2);
  std::ofstream(folder.File("trail.pem")) << key.private_pem;
  EXPECT_THAT(NoteSigner::FromFile("log", folder.File("trail.pem")), IsOk());
  std::ofstream(folder.File("broken.pem")) << "secret";
  for (const std::string_view name : {"absent.pem", "broken.pem"}) {
    const absl::Status status = NoteSigner::FromFile("log", folder.File(name)).status();
    EXPECT_THAT(status, HasReason(Reason::kTrailKeyUnusable));
    EXPECT_EQ(errors::MetadataOf(status)["name"], folder.File(name));
    EXPECT_EQ(status.ToString().find("secret"), std::string::npos);
  }
}

}  // namespace
}  // namespace clearbudget::trail
