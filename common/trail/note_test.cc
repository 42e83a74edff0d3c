#include "common/trail/note.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "common/testing/status_matchers.h"
#include "common/testing/test_keys.h"
#include "common/trail/base64.h"

namespace clearbudget::trail {
namespace {

using errors::Reason;
using testing::HasReason;
using testing::IsOk;
using testing::IsOkAndHolds;
using testing::MakeTestKey;
using testing::TestKeyType;

NoteSigner Signer(std::string name, TestKeyType type = TestKeyType::kEd25519) {
  return *NoteSigner::FromPem(std::move(name), MakeTestKey(type).private_pem);
}

// The example of golang.org/x/mod/sumdb/note, whose implementation the format comes from.
constexpr std::string_view kGoVerifier = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr std::string_view kGoText =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
constexpr std::string_view kGoSignature =
    "\u2014 PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

TEST(NoteTest, AnotherImplementationsNoteOpens) {
  const std::string note = std::string(kGoText) + "\n" + std::string(kGoSignature);
  const std::vector<NoteVerifier> trusted = {*NoteVerifier::FromText(kGoVerifier)};
  EXPECT_THAT(OpenNote(note, trusted), IsOkAndHolds(std::string(kGoText)));
  EXPECT_EQ(trusted[0].ToText(), kGoVerifier);
}

TEST(NoteTest, WhatIsSignedOpens) {
  for (const TestKeyType type : {TestKeyType::kEd25519, TestKeyType::kEcdsaP256, TestKeyType::kSm2}) {
    const std::vector<NoteSigner> signers = {Signer("log", type)};
    const std::vector<NoteVerifier> trusted = {signers[0].verifier()};
    for (const std::string text : {"a\n", "一行\n\n又一行\n", "\n"}) {
      const auto note = SignNote(text, signers);
      ASSERT_THAT(note, IsOk());
      EXPECT_THAT(OpenNote(*note, trusted), IsOkAndHolds(text));
      EXPECT_EQ(*WriteNote(*ParseNote(*note)), *note);
    }
  }
}

TEST(NoteTest, OnlyTrustedKeysCount) {
  const std::vector<NoteSigner> signers = {Signer("witness"), Signer("log"),
                                           Signer("cosigner", TestKeyType::kSm2)};
  const std::string note = *SignNote("text\n", signers);
  for (const NoteSigner& signer : signers) {
    const std::vector<NoteVerifier> trusted = {signer.verifier()};
    EXPECT_THAT(OpenNote(note, trusted), IsOk()) << signer.verifier().name();
  }
  const std::vector<NoteVerifier> strangers = {Signer("log").verifier(), Signer("witness").verifier()};
  EXPECT_THAT(OpenNote(note, strangers).status(), HasReason(Reason::kSignatureInvalid));
  EXPECT_THAT(OpenNote(note, {}).status(), HasReason(Reason::kSignatureInvalid));
}

TEST(NoteTest, ABadSignatureOfATrustedKeyRefusesTheNote) {
  const std::vector<NoteSigner> signers = {Signer("witness"), Signer("log")};
  const std::vector<NoteVerifier> trusted = {signers[0].verifier(), signers[1].verifier()};
  Note note = *ParseNote(*SignNote("text\n", signers));
  note.signatures[1].signature[3] ^= '\x20';
  EXPECT_THAT(OpenNote(*WriteNote(note), trusted).status(), HasReason(Reason::kSignatureInvalid));
  EXPECT_THAT(OpenNote(*WriteNote(note), std::span(trusted).first(1)), IsOk()) << "it is a stranger's now";
  note = *ParseNote(*SignNote("text\n", signers));
  note.text = "another text\n";
  EXPECT_THAT(OpenNote(*WriteNote(note), trusted).status(), HasReason(Reason::kSignatureInvalid));
}

TEST(NoteTest, WhatIsMalformedIsRefused) {
  const std::string signature = "\u2014 log " + ToBase64("\x01\x02\x03\x04signature") + "\n";
  ASSERT_THAT(ParseNote("text\n\n" + signature), IsOk());
  const std::string cases[] = {
      "",
      "text\n",
      "text\n\n",
      "text\n" + signature,
      "text\n\n" + signature + "\n",
      "text\n\n" + signature.substr(0, signature.size() - 1),
      "text\n\n-- log AQIDBHNpZ25hdHVyZQ==\n",
      "text\n\n\u2014log AQIDBHNpZ25hdHVyZQ==\n",
      "text\n\n\u2014  AQIDBHNpZ25hdHVyZQ==\n",
      "text\n\n\u2014 log\n",
      "text\n\n\u2014 lo+g AQIDBHNpZ25hdHVyZQ==\n",
      "text\n\n\u2014 log AQIDBA==\n",
      "text\n\n\u2014 log AQIDBHNpZ25hdHVyZQ\n",
      "text\n\n\u2014 log AQIDBHNpZ25hdHVyZR==\n",
      "text\n\n\u2014 log AQIDBHNpZ25hdHVyZQ== \n",
      "text\n\n\u2014 log  AQIDBHNpZ25hdHVyZQ==\n",
      "te\txt\n\n" + signature,
      "text\r\n\n" + signature,
      std::string("te\0xt\n\n", 7) + signature,
      "te\xfft\n\n" + signature,
      "te\xed\xa0\x80t\n\n" + signature,
      "text\n\n" + signature + "more\n",
  };
  for (const std::string& note : cases) {
    EXPECT_THAT(ParseNote(note).status(), HasReason(Reason::kNoteMalformed)) << note;
  }
}

TEST(NoteTest, SignaturesAndLengthAreBounded) {
  const std::string line = "\u2014 log " + ToBase64("\x01\x02\x03\x04signature") + "\n";
  std::string note = "text\n\n";
  for (std::size_t count = 0; count < kMostSignatures; ++count) note += line;
  EXPECT_THAT(ParseNote(note), IsOk());
  EXPECT_THAT(ParseNote(note + line).status(), HasReason(Reason::kNoteMalformed));
  EXPECT_THAT(ParseNote(std::string(kLargestNoteBytes, 'x') + "\n\n" + line).status(),
              HasReason(Reason::kNoteMalformed));
}

TEST(NoteTest, WhatCannotBeReadBackIsNotWritten) {
  const std::vector<NoteSigner> signers = {Signer("log")};
  for (const std::string text : {"", "no end", "tab\t\n", "\xff\n"}) {
    EXPECT_THAT(SignNote(text, signers).status(), HasReason(Reason::kInternal)) << text;
  }
  EXPECT_THAT(SignNote("text\n", {}).status(), HasReason(Reason::kInternal));
}

}  // namespace
}  // namespace clearbudget::trail
