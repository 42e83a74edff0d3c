#include "common/trail_store/sequencer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/merkle/tree_hash.h"
#include "common/testing/status_matchers.h"
#include "common/trail_store/log_rows.h"
#include "common/trail_store/pending_regions.h"
#include "common/trail_store/trail_store_fixture_test.h"

namespace clearbudget::trail_store {
namespace {

using errors::Reason;
using testing::HasReason;
using testing::IsOk;
using testing::IsOkAndHolds;

class SequencerTest : public TrailStoreTest {
 protected:
  absl::StatusOr<Sequenced> Run(std::int64_t most_rows) {
    return Write([&](storage::SqliteDatabase& database) { return Sequence(database, kRegion, most_rows); });
  }

  // The leaves of the region's log, as the rows say that they are.
  std::vector<std::string> LeafHashes() {
    std::vector<std::string> hashes;
    const auto logged = readers_->With(
        [](storage::SqliteDatabase& database) { return ListLog(database, kRegion, 0, 1'000, 1'000); });
    for (const LoggedRow& row : *logged) {
      hashes.push_back(merkle::LeafHash(digest::Algorithm::kSha256, trail::CanonicalLeaf(row.leaf)));
      EXPECT_TRUE(row.row.has_value());
      EXPECT_EQ(row.leaf_index + 1, static_cast<std::int64_t>(hashes.size()));
    }
    return hashes;
  }

  std::string Root() {
    const auto root = readers_->With([](storage::SqliteDatabase& database) -> absl::StatusOr<std::string> {
      const auto state = ReadLog(database, kRegion);
      if (!state.ok()) return state.status();
      SqliteNodes nodes(database, kRegion);
      return merkle::Frontier::Load(state->algorithm, nodes, state->size)->Root();
    });
    return *root;
  }
};

TEST_F(SequencerTest, EveryRowGetsOneLeafInTheOrderOfTheStore) {
  Fill(7);
  const auto sequenced = Run(100);
  ASSERT_THAT(sequenced, IsOk());
  EXPECT_EQ(sequenced->appended, 9);
  EXPECT_EQ(sequenced->size, 9);
  EXPECT_FALSE(sequenced->has_more);
  EXPECT_EQ(Root(), merkle::RootOf(digest::Algorithm::kSha256, LeafHashes()));
  EXPECT_EQ(Number("SELECT COUNT(*) FROM trail_leaves WHERE leaf_index + 1 = store_position"), 9);
  EXPECT_EQ(Number("SELECT leaf_index FROM trail_leaves WHERE kind = 'audit' AND change_number = 2"), 7);

  EXPECT_EQ(Run(100)->appended, 0) << "nothing is new";
  EXPECT_EQ(Root(), merkle::RootOf(digest::Algorithm::kSha256, LeafHashes()));
}

TEST_F(SequencerTest, InPartsItIsTheSameTree) {
  Fill(10);
  for (const std::int64_t expected : {4, 4, 4, 1}) {
    const auto sequenced = Run(4);
    ASSERT_THAT(sequenced, IsOk());
    EXPECT_EQ(sequenced->appended, expected);
    EXPECT_EQ(sequenced->has_more, sequenced->size < 13);
    EXPECT_EQ(Root(), merkle::RootOf(digest::Algorithm::kSha256, LeafHashes()));
  }
  Fill(1);
  EXPECT_EQ(Run(1)->size, 14);
  EXPECT_EQ(Root(), merkle::RootOf(digest::Algorithm::kSha256, LeafHashes()));
}

TEST_F(SequencerTest, RegionsHaveLogsOfTheirOwn) {
  Fill(2);
  trail::AuditContent nowhere = Refusal("r1");
  nowhere.region = trail::kNoRegion;
  Append(nowhere);
  EXPECT_EQ(Run(100)->size, 2);
  const auto regions = readers_->With([](storage::SqliteDatabase& database) { return AllRegions(database); });
  EXPECT_THAT(regions, IsOkAndHolds(std::vector<std::string>{"-", kRegion}));
  const auto has_new = [&](const std::string& region) {
    return *readers_->With([&](storage::SqliteDatabase& database) { return HasNewRows(database, region); });
  };
  EXPECT_FALSE(has_new(kRegion));
  EXPECT_TRUE(has_new("-"));
  EXPECT_FALSE(has_new("130304"));
}

TEST_F(SequencerTest, AFailedTransactionLeavesNothing) {
  Fill(3);
  const absl::Status undone = Write([&](storage::SqliteDatabase& database) -> absl::Status {
    EXPECT_THAT(Sequence(database, kRegion, 100), IsOk());
    return absl::AbortedError("undone");
  });
  EXPECT_TRUE(absl::IsAborted(undone));
  EXPECT_EQ(Number("SELECT COUNT(*) FROM trail_nodes"), 0);
  EXPECT_EQ(Run(100)->appended, 4);
}

TEST_F(SequencerTest, ALogOfAnotherHashIsDamage) {
  Fill(1);
  ASSERT_THAT(Run(100), IsOk());
  Tamper("UPDATE trail_logs SET hash_algorithm = 'sm3'");
  EXPECT_THAT(Run(100).status(), HasReason(Reason::kChecksumMismatch));
}

TEST_F(SequencerTest, ALogThatLostNodesDoesNotGoOn) {
  Fill(3);
  ASSERT_THAT(Run(100), IsOk());
  Tamper("DELETE FROM trail_nodes WHERE level = 2");
  Fill(1);
  EXPECT_THAT(Run(100).status(), HasReason(Reason::kChecksumMismatch));
}

}  // namespace
}  // namespace clearbudget::trail_store
