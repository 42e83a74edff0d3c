#include "common/trail_store/trail_log.h"

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <vector>

#include "common/merkle/tree_hash.h"
#include "common/merkle/verify.h"
#include "common/testing/status_matchers.h"
#include "common/trail_store/trail_store_fixture_test.h"

namespace clearbudget::trail_store {
namespace {

using digest::Algorithm;
using errors::Reason;
using testing::HasReason;
using testing::IsOk;
using testing::IsOkAndHolds;
using testing::StatusIs;
using testing::TestKeyType;

class TrailLogTest : public TrailStoreTest {};

TEST_F(TrailLogTest, ACheckpointCoversEveryRowSoFar) {
  for (const TestKeyType type : {TestKeyType::kEd25519, TestKeyType::kEcdsaP256, TestKeyType::kSm2}) {
    WriteKey(type);
    TrailLog log = *OpenLog();
    Fill(5);
    const auto checkpoint = log.CheckpointNow(kRegion);
    ASSERT_THAT(checkpoint, IsOk());
    EXPECT_EQ(checkpoint->checkpoint.tree_size,
              Number("SELECT COUNT(*) FROM operations") + Number("SELECT COUNT(*) FROM audit_events"));
    EXPECT_EQ(checkpoint->sign_time, 1'580'457'600'000'000);
    const trail::NoteVerifier key = *log.VerifierOf(kRegion);
    EXPECT_EQ(key.name(), "clearbudget/test/regions/130303");
    EXPECT_THAT(trail::OpenCheckpoint(checkpoint->note, log.OriginOf(kRegion), std::span(&key, 1)),
                IsOkAndHolds(checkpoint->checkpoint));
    EXPECT_THAT(log.RootAt(kRegion, checkpoint->checkpoint.tree_size),
                IsOkAndHolds(checkpoint->checkpoint.root_hash));
    EXPECT_THAT(log.Latest(kRegion), IsOkAndHolds(std::optional<SignedCheckpoint>(*checkpoint)));
  }
}

TEST_F(TrailLogTest, NothingNewIsNotSignedAgain) {
  TrailLog log = *OpenLog();
  Fill(2);
  const auto first = log.CheckpointNow(kRegion);
  clock_.Advance(std::chrono::hours(1));
  const std::int64_t commits = writer_->Counters().commits;
  EXPECT_THAT(log.CheckpointNow(kRegion), IsOkAndHolds(*first));
  EXPECT_EQ(writer_->Counters().commits, commits) << "it is only read";
  EXPECT_EQ(Number("SELECT COUNT(*) FROM trail_checkpoints"), 1);
}

TEST_F(TrailLogTest, ARegionWithoutRowsHasTheEmptyTree) {
  TrailLog log = *OpenLog();
  EXPECT_THAT(log.Latest(kRegion), IsOkAndHolds(std::nullopt));
  const auto checkpoint = log.CheckpointNow(kRegion);
  ASSERT_THAT(checkpoint, IsOk());
  EXPECT_EQ(checkpoint->checkpoint.tree_size, 0);
  EXPECT_EQ(checkpoint->checkpoint.root_hash, merkle::EmptyRoot(Algorithm::kSha256));
  EXPECT_THAT(log.CheckpointNow(kRegion), IsOkAndHolds(*checkpoint));
}

TEST_F(TrailLogTest, ProofsHold) {
  constexpr Algorithm kAlgorithm = Algorithm::kSm3;
  TrailLog log = *OpenLog(kAlgorithm);
  EXPECT_EQ(log.hash(), kAlgorithm);
  std::vector<trail::Checkpoint> checkpoints;
  for (int part = 0; part < 6; ++part) {
    Fill(part + 1);
    checkpoints.push_back(log.CheckpointNow(kRegion)->checkpoint);
  }
  const trail::Checkpoint& last = checkpoints.back();
  for (const trail::Checkpoint& earlier : checkpoints) {
    const auto proof = log.ProveConsistency(kRegion, earlier.tree_size, last.tree_size);
    ASSERT_THAT(proof, IsOk());
    EXPECT_TRUE(merkle::VerifyConsistency(kAlgorithm, earlier.tree_size, earlier.root_hash, last.tree_size,
                                          last.root_hash, *proof));
  }
  const auto logged = log.ListLog(kRegion, 0, last.tree_size, 1'000);
  ASSERT_THAT(logged, IsOk());
  for (const LoggedRow& row : *logged) {
    const auto proof = log.ProveInclusion(kRegion, row.leaf_index, last.tree_size);
    ASSERT_THAT(proof, IsOk());
    const std::string hash =
        std::visit([&](const auto& record) { return trail::RowHashOf(kAlgorithm, record); }, *row.row);
    EXPECT_EQ(hash, row.leaf.row_hash);
    EXPECT_TRUE(merkle::VerifyInclusion(kAlgorithm,
                                        merkle::LeafHash(kAlgorithm, trail::CanonicalLeaf(row.leaf)),
                                        row.leaf_index, last.tree_size, *proof, last.root_hash));
  }
}

TEST_F(TrailLogTest, WhatTheLogDoesNotHaveIsRefused) {
  TrailLog log = *OpenLog();
  Fill(2);
  ASSERT_THAT(log.CheckpointNow(kRegion), IsOk());
  Fill(1);
  for (const absl::Status& status :
       {log.ProveInclusion(kRegion, 0, 3).status(), log.ProveInclusion(kRegion, 2, 2).status(),
        log.ProveInclusion(kRegion, -1, 2).status(), log.ProveConsistency(kRegion, 1, 3).status(),
        log.ProveConsistency(kRegion, 2, 1).status(), log.ProveConsistency(kRegion, -1, 1).status(),
        log.RootAt(kRegion, 3).status(), log.RootAt("130304", 1).status()}) {
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(status, HasReason(Reason::kOutOfRange));
  }
}

TEST_F(TrailLogTest, TheHashIsFixedAtTheFirstStart) {
  ASSERT_THAT(OpenLog(Algorithm::kSm3), IsOk());
  EXPECT_THAT(OpenLog(Algorithm::kSha256).status(), HasReason(Reason::kTrailHashFixed));
  EXPECT_THAT(OpenLog(Algorithm::kSm3), IsOk());
}

TEST_F(TrailLogTest, AKeyThatCannotBeUsedStopsTheStart) {
  std::ofstream(folder_.File("trail.pem")) << "no key";
  EXPECT_THAT(OpenLog().status(), HasReason(Reason::kTrailKeyUnusable));
}

TEST_F(TrailLogTest, AnotherKeySignsWhatItFinds) {
  Fill(2);
  const auto old_note = OpenLog()->CheckpointNow(kRegion)->note;
  WriteKey(TestKeyType::kSm2);
  TrailLog log = *OpenLog();
  EXPECT_THAT(log.Latest(kRegion), IsOkAndHolds(std::nullopt));
  const auto checkpoint = log.CheckpointNow(kRegion);
  ASSERT_THAT(checkpoint, IsOk());
  EXPECT_NE(checkpoint->note, old_note);
  EXPECT_EQ(checkpoint->checkpoint.tree_size, 2);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM trail_checkpoints WHERE size = 2"), 2);
}

// Two checkpoints that contradict each other would prove the log's owner a forger.
TEST_F(TrailLogTest, ALogThatDoesNotContinueWhatWasSignedIsNotSigned) {
  const std::string changes[] = {
      "UPDATE trail_nodes SET hash = x'00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff' "
      "WHERE level = 2 AND node_index = 0",
      "DELETE FROM trail_nodes WHERE level = 2 AND node_index = 0",
      "UPDATE trail_logs SET size = 4",
      "DELETE FROM trail_logs; DELETE FROM trail_leaves; DELETE FROM trail_nodes",
      "UPDATE trail_checkpoints SET note = 'x'",
  };
  TrailLog log = *OpenLog();
  Fill(5);
  ASSERT_THAT(log.CheckpointNow(kRegion), IsOk());
  ASSERT_THAT(log.CheckpointNow(kRegion)->checkpoint.tree_size, 6);
  for (const std::string& change : changes) {
    const absl::Status status = Write([&](storage::SqliteDatabase& database) -> absl::Status {
      if (absl::Status done = database.Execute(change); !done.ok()) return done;
      const auto signer = trail::NoteSigner::FromFile(log.OriginOf(kRegion), folder_.File("trail.pem"));
      const auto signed_again = SignLog(database, kRegion, *signer, 0);
      return signed_again.ok() ? absl::AbortedError("it was signed") : signed_again.status();
    });
    EXPECT_THAT(status, HasReason(Reason::kChecksumMismatch)) << change;
  }
  EXPECT_THAT(log.CheckpointNow(kRegion), IsOk()) << "all of it was undone";
}

TEST_F(TrailLogTest, ABacklogIsTakenInParts) {
  TrailLog log = *OpenLog();
  const absl::Status filled = Write([&](storage::SqliteDatabase& database) -> absl::Status {
    for (int number = 0; number < 1'203; ++number) {
      const auto added = storage::AppendOperation(database, Draft(std::to_string(number)));
      if (!added.ok()) return added.status();
    }
    return absl::OkStatus();
  });
  ASSERT_THAT(filled, IsOk());
  EXPECT_EQ(log.CheckpointNow(kRegion)->checkpoint.tree_size, 1'203);
}

}  // namespace
}  // namespace clearbudget::trail_store
