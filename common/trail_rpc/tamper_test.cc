// A store whose file was changed by hand, as whoever owns the machine could: what is exported from it,
// against checkpoints that were kept outside.
#include <fmt/format.h>

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "common/merkle/frontier.h"
#include "common/merkle/tree_hash.h"
#include "common/testing/status_matchers.h"
#include "common/trail_export/trusted_keys.h"
#include "common/trail_export/verify_text.h"
#include "common/trail_rpc/trail_exporter.h"
#include "common/trail_store/trail_store_fixture_test.h"
#include "gmock/gmock.h"

namespace clearbudget::trail_rpc {
namespace {

using digest::ToHex;
using testing::IsOk;
using trail_export::CheckpointOutcome;
using trail_export::Fault;
using trail_export::OutsideCheckpoint;
using trail_export::Verdict;
using trail_store::kBudget;
using trail_store::kRegion;

// The rows of the store: operations of one aggregate, and behind every third a refusal. Operation 5 is leaf 5
// (from 0), refusal 1 is leaf 3.
constexpr int kEarly = 6;  // operations until the first checkpoint that is kept: 8 leaves
constexpr int kLate = 12;  // and until the second: 16 leaves
constexpr int kEarlyLeaves = 8;
constexpr int kLateLeaves = 16;

constexpr std::string_view kForged = "regions/130303/agencies/101/budgets/1999";

struct Suite {
  digest::Algorithm hash;
  testing::TestKeyType key;
};

class TamperTest : public trail_store::TrailStoreTest, public ::testing::WithParamInterface<Suite> {
 protected:
  TamperTest() {
    WriteKey(GetParam().key);
    EXPECT_THAT(OpenLog(GetParam().hash).status(), IsOk());  // Fixes the store's hash algorithm.
    Fill(kEarly);
    Keep("early");
    Fill(kLate - kEarly);
    Keep("late");
  }

  // A witness takes a checkpoint.
  void Keep(const std::string& name) {
    const auto log = OpenLog(GetParam().hash);
    ASSERT_THAT(log.status(), IsOk());
    auto checkpoint = trail_store::TrailLog(*log).CheckpointNow(kRegion);
    ASSERT_THAT(checkpoint.status(), IsOk());
    kept_.push_back({.name = name, .note = checkpoint->note});
  }

  // What an auditor exports now, and finds with the checkpoints that were kept.
  Verdict Verify() {
    auto log = OpenLog(GetParam().hash);
    EXPECT_THAT(log.status(), IsOk());
    TrailExporter exporter(*log, "test");
    std::string text;
    EXPECT_THAT(exporter.Run({.region = kRegion, .filter = {}, .stated = {}, .since_sizes = {}},
                             [&](const std::string& lines) {
                               EXPECT_LE(lines.size(), std::size_t{1} << 20U);
                               text += lines;
                               return absl::OkStatus();
                             }),
                IsOk());
    const auto keys = trail_export::TrustedKeys::Parse(log->VerifierOf(kRegion)->ToPem());
    EXPECT_THAT(keys.status(), IsOk());
    const auto verdict = trail_export::Verify(text, *keys, kept_);
    EXPECT_THAT(verdict.status(), IsOk());
    if (!verdict.ok()) return {};
    told_.clear();
    for (const trail_export::Finding& finding : verdict->findings) told_ += EnglishText(finding) + "\n";
    return *verdict;
  }

  std::vector<trail_store::LoggedRow> Rows() {
    auto log = OpenLog(GetParam().hash);
    return *log->ListLog(kRegion, 0, 1000, 1000);
  }

  // Changes the person of an operation, and makes the hashes of its aggregate's chain anew from there on.
  void RewriteChain(std::int64_t number) {
    std::string previous;
    for (trail_store::LoggedRow& logged : Rows()) {
      auto* row = std::get_if<trail::OperationRecord>(&*logged.row);
      if (row == nullptr || row->change_number < number) continue;
      if (row->change_number == number) {
        row->person = "张某";
      } else {
        row->previous_hash = previous;
      }
      previous = trail::RowHashOf(GetParam().hash, *row);
      Tamper(
          fmt::format("UPDATE operations SET person = '{}', previous_hash = X'{}', row_hash = X'{}' "
                      "WHERE change_number = {}",
                      row->person, ToHex(row->previous_hash), ToHex(previous), row->change_number));
    }
  }

  void RewriteLeaves() {
    Tamper(
        "UPDATE trail_leaves SET row_hash = (SELECT row_hash FROM operations WHERE operations.change_number "
        "= "
        "trail_leaves.change_number) WHERE kind = 'operation'");
  }

  void RewriteTree() {
    merkle::Frontier tree(GetParam().hash);
    for (const trail_store::LoggedRow& logged : Rows()) {
      for (const merkle::Node& node :
           tree.Append(merkle::LeafHash(GetParam().hash, trail::CanonicalLeaf(logged.leaf)))) {
        Tamper(fmt::format("UPDATE trail_nodes SET hash = X'{}' WHERE level = {} AND node_index = {}",
                           ToHex(node.hash), node.level, node.index));
      }
    }
  }

  std::vector<OutsideCheckpoint> kept_;
  std::string told_;  // What was found last.
};

TEST_P(TamperTest, NothingIsFoundInWhatIsUntouched) {
  Fill(5);
  const Verdict verdict = Verify();
  EXPECT_TRUE(verdict.sound());
  EXPECT_EQ(verdict.entries, kLateLeaves + 6);
  ASSERT_EQ(verdict.outside.size(), 2U);
  EXPECT_EQ(verdict.outside[0].tree_size, kEarlyLeaves);
  EXPECT_EQ(verdict.outside[1].tree_size, kLateLeaves);
}

TEST_P(TamperTest, EveryEditedColumnOfAnOperationIsFound) {
  const std::vector<std::pair<std::string, Fault>> edits = {
      {"caller = 'x'", Fault::kRowChanged},
      {"person = '张某'", Fault::kRowChanged},
      {"agency = 'x'", Fault::kRowChanged},
      {"roles = 'auditor'", Fault::kRowChanged},
      {"delegator = 'x'", Fault::kRowChanged},
      {"delegation = 'x'", Fault::kRowChanged},
      {"client_address = 'x'", Fault::kRowChanged},
      {"method = 'x'", Fault::kRowChanged},
      {"resource = 'x'", Fault::kRowChanged},
      {"request_id = 'x'", Fault::kRowChanged},
      {"request_hash = zeroblob(32)", Fault::kRowChanged},
      {"answer_type = 'x'", Fault::kRowChanged},
      {"answer = 'x'", Fault::kRowChanged},
      {"answer = ''", Fault::kRowChanged},
      {"answer_hash = zeroblob(32)", Fault::kRowChanged},
      {"legal_date = '2020-02-01'", Fault::kRowChanged},
      {"system_time = system_time + 1", Fault::kRowChanged},
      {"effect = 'x'", Fault::kRowChanged},
      {"previous_hash = zeroblob(32)", Fault::kRowChanged},
      {"previous_hash = zeroblob(3)", Fault::kRowChanged},
      {"row_hash = zeroblob(32)", Fault::kRowChanged},
      {"row_hash = zeroblob(0)", Fault::kRowChanged},
      {"person = CAST(X'fffe' AS TEXT)", Fault::kRowChanged},
      {"change_number = 900", Fault::kRowMissing},
      {"aggregate = 'x'", Fault::kRowMissing},
      {"region = '1'", Fault::kRowMissing},
  };
  for (const auto& [edit, fault] : edits) {
    Tamper("CREATE TABLE kept AS SELECT * FROM operations");
    Tamper(fmt::format("UPDATE operations SET {} WHERE change_number = 5", edit));
    const Verdict verdict = Verify();
    ASSERT_FALSE(verdict.findings.empty()) << edit;
    EXPECT_EQ(verdict.findings[0].fault, fault) << edit;
    EXPECT_EQ(verdict.findings[0].leaf_index, 5) << edit;
    EXPECT_EQ(verdict.findings[0].aggregate, kBudget) << edit;
    EXPECT_EQ(verdict.findings[0].change_number, 5) << edit;
    Tamper("DELETE FROM operations");
    Tamper("INSERT INTO operations SELECT * FROM kept");
    Tamper("DROP TABLE kept");
  }
  EXPECT_TRUE(Verify().sound());
}

TEST_P(TamperTest, EveryEditedColumnOfAnAuditEventIsFound) {
  const std::vector<std::pair<std::string, Fault>> edits = {
      {"kind = 'read'", Fault::kRowChanged},
      {"kind = 'x'", Fault::kRowMissing},
      {"caller = 'x'", Fault::kRowChanged},
      {"person = 'x'", Fault::kRowChanged},
      {"agency = 'x'", Fault::kRowChanged},
      {"roles = 'x'", Fault::kRowChanged},
      {"delegator = 'x'", Fault::kRowChanged},
      {"delegation = 'x'", Fault::kRowChanged},
      {"client_address = 'x'", Fault::kRowChanged},
      {"method = 'x'", Fault::kRowChanged},
      {"resource = 'x'", Fault::kRowChanged},
      {"request_id = 'x'", Fault::kRowChanged},
      {"code = 'x'", Fault::kRowChanged},
      {"reason = 'x'", Fault::kRowChanged},
      {"event_count = 2", Fault::kRowChanged},
      {"first_time = 0", Fault::kRowChanged},
      {"last_time = last_time + 1", Fault::kRowChanged},
      {"previous_hash = zeroblob(32)", Fault::kRowChanged},
      {"row_hash = zeroblob(32)", Fault::kRowChanged},
      {"change_number = 900", Fault::kRowMissing},
      {"region = '1'", Fault::kRowMissing},
  };
  for (const auto& [edit, fault] : edits) {
    Tamper("CREATE TABLE kept AS SELECT * FROM audit_events");
    // The second refusal, of which the first is what its chain goes on from.
    Tamper(fmt::format("UPDATE audit_events SET {} WHERE change_number = 2", edit));
    const Verdict verdict = Verify();
    ASSERT_FALSE(verdict.findings.empty()) << edit;
    EXPECT_EQ(verdict.findings[0].fault, fault) << edit;
    EXPECT_EQ(verdict.findings[0].leaf_index, 7) << edit;
    EXPECT_EQ(verdict.findings[0].aggregate, trail::AuditAggregate(kRegion)) << edit;
    Tamper("DELETE FROM audit_events");
    Tamper("INSERT INTO audit_events SELECT * FROM kept");
    Tamper("DROP TABLE kept");
  }
  EXPECT_TRUE(Verify().sound());
}

TEST_P(TamperTest, ADeletedRowIsNamed) {
  for (const std::string table : {"operations", "audit_events"}) {
    Tamper(fmt::format("DELETE FROM {} WHERE change_number = 2", table));
  }
  const Verdict verdict = Verify();
  ASSERT_EQ(verdict.finding_count, 2) << told_;
  EXPECT_EQ(verdict.findings[0].fault, Fault::kRowMissing);
  EXPECT_EQ(verdict.findings[0].leaf_index, 1);
  EXPECT_EQ(verdict.findings[0].aggregate, kBudget);
  EXPECT_EQ(verdict.findings[1].leaf_index, 7);
}

TEST_P(TamperTest, ADeletedRowWithItsLeafIsNamed) {
  Tamper("DELETE FROM operations WHERE change_number = 5");
  Tamper("DELETE FROM trail_leaves WHERE leaf_index = 5");
  const Verdict verdict = Verify();
  ASSERT_FALSE(verdict.findings.empty());
  EXPECT_EQ(verdict.findings[0].fault, Fault::kLeafOrder);
  EXPECT_EQ(verdict.findings[0].expected, "5");
  EXPECT_EQ(verdict.findings[0].found, "6");
}

TEST_P(TamperTest, SwappedRowsAreNamed) {
  Tamper("UPDATE operations SET change_number = -5 WHERE change_number = 5");
  Tamper("UPDATE operations SET change_number = 5 WHERE change_number = 6");
  Tamper("UPDATE operations SET change_number = 6 WHERE change_number = -5");
  const Verdict verdict = Verify();
  ASSERT_FALSE(verdict.findings.empty());
  EXPECT_EQ(verdict.findings[0].fault, Fault::kRowChanged);
  EXPECT_EQ(verdict.findings[0].leaf_index, 5);
}

TEST_P(TamperTest, SwappedLeavesAreNamed) {
  Tamper("UPDATE trail_leaves SET leaf_index = -5 WHERE leaf_index = 5");
  Tamper("UPDATE trail_leaves SET leaf_index = 5 WHERE leaf_index = 6");
  Tamper("UPDATE trail_leaves SET leaf_index = 6 WHERE leaf_index = -5");
  const Verdict verdict = Verify();
  ASSERT_FALSE(verdict.findings.empty());
  EXPECT_EQ(verdict.findings[0].fault, Fault::kRowNumber);
  EXPECT_EQ(verdict.findings[0].leaf_index, 5);
}

TEST_P(TamperTest, ARowPutBetweenIsNamed) {
  // Those behind make room; the new one repeats the one before it.
  Tamper("UPDATE operations SET change_number = change_number + 1000 WHERE change_number >= 5");
  Tamper("UPDATE operations SET change_number = change_number - 999 WHERE change_number >= 1000");
  Tamper(
      "CREATE TABLE another AS SELECT * FROM operations WHERE change_number = 4; UPDATE another SET "
      "change_number = 5, "
      "request_id = 'another', store_position = 1000; INSERT INTO operations SELECT * FROM another; DROP "
      "TABLE another");
  const Verdict verdict = Verify();
  ASSERT_FALSE(verdict.findings.empty());
  EXPECT_EQ(verdict.findings[0].fault, Fault::kRowChanged);
  EXPECT_EQ(verdict.findings[0].leaf_index, 5);
}

TEST_P(TamperTest, ACutTailIsToldByTheStoreAndByTheWitness) {
  // Leaves 14 and 15: operation 12 and refusal 4. First the rows with their leaves, then all traces of them.
  Tamper("DELETE FROM operations WHERE change_number = 12");
  Tamper("DELETE FROM audit_events WHERE change_number = 4");
  Tamper("DELETE FROM trail_leaves WHERE leaf_index >= 14");
  const Verdict half = Verify();
  ASSERT_FALSE(half.findings.empty());
  EXPECT_EQ(half.findings[0].fault, Fault::kLeafOrder);
  EXPECT_EQ(half.findings[0].leaf_index, 14);
  EXPECT_EQ(half.findings[0].end_leaf, kLateLeaves);

  Tamper("DELETE FROM trail_nodes WHERE (node_index + 1) << level > 14");
  Tamper(fmt::format("DELETE FROM trail_checkpoints WHERE size > {}", kEarlyLeaves));
  Tamper("UPDATE trail_logs SET size = 14");
  const Verdict whole = Verify();
  ASSERT_EQ(whole.finding_count, 1) << told_;
  EXPECT_EQ(whole.own.outcome, CheckpointOutcome::kFits);
  EXPECT_EQ(whole.findings[0].fault, Fault::kTailMissing);
  EXPECT_EQ(whole.findings[0].checkpoint, "late");
  EXPECT_EQ(whole.findings[0].leaf_index, 14);
  EXPECT_EQ(whole.findings[0].end_leaf, kLateLeaves);
}

TEST_P(TamperTest, AFileThatWasRolledBackIsToldByTheWitness) {
  writer_.reset();
  readers_.reset();
  const std::string copy = folder_.File("copy.sqlite3");
  for (const char* suffix : {"", "-wal"}) {
    if (std::filesystem::exists(options_.path + suffix)) {
      std::filesystem::copy_file(options_.path + suffix, copy + suffix);
    }
  }
  const auto open = [&] {
    writer_ = *storage::GroupCommit::Start({.database = options_});
    readers_ = *storage::ReadPool::Open(options_, 2);
  };
  open();
  Fill(6);
  Keep("after the copy");
  writer_.reset();
  readers_.reset();
  for (const char* suffix : {"", "-wal", "-shm"}) {
    std::filesystem::remove(options_.path + suffix);
    if (std::filesystem::exists(copy + suffix)) {
      std::filesystem::copy_file(copy + suffix, options_.path + suffix);
    }
  }
  open();
  const Verdict back = Verify();
  ASSERT_EQ(back.finding_count, 1) << told_;
  EXPECT_EQ(back.findings[0].fault, Fault::kTailMissing);
  EXPECT_EQ(back.findings[0].leaf_index, kLateLeaves);
  // It goes on from there, until it is as long as it was.
  Fill(9);
  const Verdict anew = Verify();
  ASSERT_EQ(anew.finding_count, 1) << told_;
  EXPECT_EQ(anew.findings[0].fault, Fault::kHistoryChanged);
  EXPECT_EQ(anew.findings[0].checkpoint, "after the copy");
  EXPECT_EQ(anew.findings[0].leaf_index, kLateLeaves);
  EXPECT_EQ(anew.findings[0].end_leaf, kLateLeaves + 8);
}

TEST_P(TamperTest, AChainMadeAnewIsFoundWhereTheTreeIsNot) {
  RewriteChain(10);
  const Verdict chain = Verify();
  ASSERT_FALSE(chain.findings.empty());
  EXPECT_EQ(chain.findings[0].fault, Fault::kLeafChanged);
  EXPECT_EQ(chain.findings[0].leaf_index, 12);
  EXPECT_EQ(chain.findings[0].change_number, 10);
  EXPECT_EQ(chain.outside[1].outcome, CheckpointOutcome::kFits);
  RewriteLeaves();
  const Verdict leaves = Verify();
  ASSERT_FALSE(leaves.findings.empty());
  EXPECT_EQ(leaves.findings[0].fault, Fault::kLeafChanged);
  EXPECT_EQ(leaves.findings[0].leaf_index, 12);
}

TEST_P(TamperTest, ALogMadeAnewIsToldByItsSignatureAndByTheWitness) {
  RewriteChain(10);
  RewriteLeaves();
  RewriteTree();
  const Verdict unsigned_yet = Verify();
  ASSERT_EQ(unsigned_yet.finding_count, 1) << told_;
  EXPECT_EQ(unsigned_yet.own.outcome, CheckpointOutcome::kDiffers);
  EXPECT_EQ(unsigned_yet.findings[0].fault, Fault::kHistoryChanged);
  EXPECT_EQ(unsigned_yet.findings[0].leaf_index, kEarlyLeaves);
  EXPECT_EQ(unsigned_yet.findings[0].end_leaf, kLateLeaves);
  // Who lets the service sign it anew is told by the witness alone.
  Tamper("DELETE FROM trail_checkpoints");
  const Verdict signed_anew = Verify();
  ASSERT_EQ(signed_anew.finding_count, 1) << told_;
  EXPECT_EQ(signed_anew.own.outcome, CheckpointOutcome::kFits);
  EXPECT_EQ(signed_anew.findings[0].fault, Fault::kHistoryChanged);
  EXPECT_EQ(signed_anew.findings[0].checkpoint, "late");
  EXPECT_EQ(signed_anew.findings[0].leaf_index, kEarlyLeaves);
  EXPECT_EQ(signed_anew.findings[0].end_leaf, kLateLeaves);
}

// A row of the table "operations" as of operation 4, of another aggregate.
std::string Forged(std::int64_t position) {
  return fmt::format(
      "CREATE TABLE another AS SELECT * FROM operations WHERE change_number = 4; UPDATE another SET "
      "aggregate = '{}', change_number = 1, request_id = 'forged', previous_hash = zeroblob(32), "
      "store_position = {}; INSERT INTO operations SELECT * FROM another; DROP TABLE another",
      kForged, position);
}

TEST_P(TamperTest, ARowInAPlaceThatTheLogHasGoneByIsNamed) {
  // One that no row has, and that of refusal 1.
  for (const std::int64_t position : {std::int64_t{0}, std::int64_t{-7}, std::int64_t{4}}) {
    Tamper(Forged(position));
    const Verdict verdict = Verify();
    ASSERT_EQ(verdict.finding_count, 1) << told_;
    EXPECT_EQ(verdict.findings[0].fault, Fault::kRowUnlogged);
    EXPECT_EQ(verdict.findings[0].aggregate, kForged);
    EXPECT_EQ(verdict.findings[0].change_number, 1);
    EXPECT_EQ(verdict.entries, kLateLeaves);
    Tamper(fmt::format("DELETE FROM operations WHERE aggregate = '{}'", kForged));
    EXPECT_TRUE(Verify().sound());
  }
}

TEST_P(TamperTest, ALogThatIsKeptFromTakingRowsNamesThem) {
  const std::vector<std::string> blinds = {
      // How far the log has come, set beyond what will be done.
      "UPDATE trail_leaves SET store_position = 1000000000 WHERE leaf_index = 15",
      // A place behind which nothing can be counted.
      "UPDATE operations SET store_position = 9007199254740993 WHERE change_number = 13",
      "UPDATE operations SET change_number = 9007199254740993 WHERE change_number = 13",
      "DELETE FROM trail_nodes WHERE level = 4",
      "UPDATE trail_logs SET size = 1000000000",
  };
  for (const std::string& blind : blinds) {
    Tamper("CREATE TABLE kept_leaves AS SELECT * FROM trail_leaves");
    Tamper("CREATE TABLE kept_nodes AS SELECT * FROM trail_nodes");
    Fill(1);
    Tamper(blind);
    EXPECT_FALSE(Verify().sound()) << blind;
    EXPECT_THAT(told_, ::testing::HasSubstr("the store has this row and the log has not")) << blind;
    Tamper("DELETE FROM operations WHERE change_number >= 13");
    Tamper("DELETE FROM trail_leaves; INSERT INTO trail_leaves SELECT * FROM kept_leaves");
    Tamper("DELETE FROM trail_nodes; INSERT INTO trail_nodes SELECT * FROM kept_nodes");
    Tamper(fmt::format("UPDATE trail_logs SET size = {}", kLateLeaves));
    Tamper("DROP TABLE kept_leaves; DROP TABLE kept_nodes");
    EXPECT_TRUE(Verify().sound()) << blind;
  }
}

TEST_P(TamperTest, ALeafOutsideOfTheLogHidesNothing) {
  Tamper(Forged(0));
  Tamper(
      "INSERT INTO trail_leaves SELECT region, -1, 'operation', aggregate, change_number, row_hash, "
      "store_position FROM operations WHERE request_id = 'forged'");
  EXPECT_EQ(Verify().finding_count, 1) << told_;
  Tamper("UPDATE trail_leaves SET leaf_index = 1000 WHERE leaf_index = -1");
  EXPECT_EQ(Verify().finding_count, 1) << told_;
}

INSTANTIATE_TEST_SUITE_P(Stores, TamperTest,
                         ::testing::Values(Suite{digest::Algorithm::kSha256, testing::TestKeyType::kEd25519},
                                           Suite{digest::Algorithm::kSm3, testing::TestKeyType::kSm2}));

}  // namespace
}  // namespace clearbudget::trail_rpc
