#include "common/trail/checkpoint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "common/testing/status_matchers.h"
#include "common/testing/test_keys.h"
#include "common/trail/base64.h"
#include "common/trail/note.h"

namespace clearbudget::trail {
namespace {

using errors::Reason;
using testing::HasReason;
using testing::IsOk;
using testing::IsOkAndHolds;

Checkpoint Sample() {
  return {.origin = "clearbudget/submission/regions/130303",
          .tree_size = 20'852'163,
          .root_hash = std::string(32, '\x5a'),
          .extensions = {}};
}

TEST(CheckpointTest, TheExampleOfTheSpecification) {
  const std::string text =
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  const auto checkpoint = ParseCheckpoint(text);
  ASSERT_THAT(checkpoint, IsOk());
  EXPECT_EQ(checkpoint->origin, "example.com/behind-the-sofa");
  EXPECT_EQ(checkpoint->tree_size, 20'852'163);
  EXPECT_EQ(checkpoint->root_hash, FromBase64("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="));
  EXPECT_THAT(WriteCheckpoint(*checkpoint), IsOkAndHolds(text));
}

TEST(CheckpointTest, WhatIsSignedOpens) {
  const auto signer = NoteSigner::FromPem(Sample().origin, testing::MakeTestKey().private_pem);
  const std::vector<NoteVerifier> trusted = {signer->verifier()};
  Checkpoint largest = Sample();
  largest.tree_size = std::numeric_limits<std::int64_t>::max();
  Checkpoint empty = Sample();
  empty.tree_size = 0;
  Checkpoint extended = Sample();
  extended.extensions = {"one", "另一个"};
  for (const Checkpoint& checkpoint : {Sample(), largest, empty, extended}) {
    const auto note = SignCheckpoint(checkpoint, *signer);
    ASSERT_THAT(note, IsOk());
    EXPECT_THAT(OpenCheckpoint(*note, checkpoint.origin, trusted), IsOkAndHolds(checkpoint));
    EXPECT_THAT(OpenCheckpoint(*note, "", trusted), IsOkAndHolds(checkpoint));
    EXPECT_THAT(OpenCheckpoint(*note, "another", trusted).status(), HasReason(Reason::kNoteMalformed));
    EXPECT_THAT(OpenCheckpoint(*note, checkpoint.origin, {}).status(), HasReason(Reason::kSignatureInvalid));
  }
}

TEST(CheckpointTest, ASignedTextThatIsNoCheckpointIsRefused) {
  const auto signer = NoteSigner::FromPem("log", testing::MakeTestKey().private_pem);
  const std::vector<NoteVerifier> trusted = {signer->verifier()};
  const std::string note = *SignNote("log\nmany\n", std::span(&*signer, 1));
  EXPECT_THAT(OpenCheckpoint(note, "log", trusted).status(), HasReason(Reason::kNoteMalformed));
}

TEST(CheckpointTest, WhatIsMalformedIsRefused) {
  const std::string root = ToBase64(std::string(32, 'r')) + "\n";
  ASSERT_THAT(ParseCheckpoint("log\n7\n" + root), IsOk());
  const std::string cases[] = {"",
                               "log\n",
                               "log\n7\n",
                               "\n7\n" + root,
                               "log\n\n" + root,
                               "log\n07\n" + root,
                               "log\n00\n" + root,
                               "log\n+7\n" + root,
                               "log\n-7\n" + root,
                               "log\n7 \n" + root,
                               "log\n 7\n" + root,
                               "log\n0x7\n" + root,
                               "log\n9223372036854775808\n" + root,
                               "log\n7\n\n",
                               "log\n7\n" + ToBase64(std::string(31, 'r')) + "\n",
                               "log\n7\n" + ToBase64(std::string(33, 'r')) + "\n",
                               "log\n7\n" + root.substr(0, root.size() - 1),
                               "log\n7\n" + root + "\n",
                               "log\n7\n" + root + "extension",
                               "log\n7\n" + root + "one\n\ntwo\n",
                               "lo\tg\n7\n" + root};
  for (const std::string& text : cases) {
    EXPECT_THAT(ParseCheckpoint(text).status(), HasReason(Reason::kNoteMalformed)) << text;
  }
}

TEST(CheckpointTest, WhatCannotBeReadBackIsNotWritten) {
  Checkpoint two_lines = Sample();
  two_lines.origin = "a\nb";
  Checkpoint negative = Sample();
  negative.tree_size = -1;
  Checkpoint no_root = Sample();
  no_root.root_hash.clear();
  Checkpoint empty_line = Sample();
  empty_line.extensions = {""};
  for (const Checkpoint& checkpoint : {two_lines, negative, no_root, empty_line}) {
    EXPECT_THAT(WriteCheckpoint(checkpoint).status(), HasReason(Reason::kInternal));
  }
}

}  // namespace
}  // namespace clearbudget::trail
