#include "common/trail_export/verifier.h"

#include <functional>
#include <limits>

#include "common/errors/error.h"
#include "common/testing/status_matchers.h"
#include "common/trail_export/sample_log_test.h"
#include "common/trail_export/verify_text.h"
#include "gmock/gmock.h"

namespace clearbudget::trail_export {
namespace {

using ::testing::HasSubstr;
using testing::IsOk;
using trail::OperationRecord;

constexpr int kRows = 23;

Verdict VerdictOf(const SampleLog& log, const std::string& text,
                  std::vector<OutsideCheckpoint> outside = {}) {
  absl::StatusOr<Verdict> verdict = Verify(text, log.Keys(), std::move(outside));
  EXPECT_THAT(verdict.status(), IsOk());
  return verdict.ok() ? *std::move(verdict) : Verdict();
}

// The only finding; the test fails where there are others.
Finding OnlyFinding(const Verdict& verdict) {
  EXPECT_EQ(verdict.finding_count, 1);
  for (const Finding& finding : verdict.findings) SCOPED_TRACE(EnglishText(finding));
  EXPECT_FALSE(verdict.sound());
  return verdict.findings.empty() ? Finding() : verdict.findings.front();
}

struct Suite {
  digest::Algorithm hash;
  std::string_view key;
};

class VerifierSuiteTest : public ::testing::TestWithParam<Suite> {};

TEST_P(VerifierSuiteTest, FindsNothingInWhatIsUntouched) {
  for (const int rows : {0, 1, 2, 7, 8, kRows}) {
    SampleLog log(GetParam().hash, GetParam().key);
    log.Fill(rows);
    std::vector<OutsideCheckpoint> outside;
    for (int size = 0; size <= rows; ++size)
      outside.push_back({fmt::format("{}", size), log.Checkpoint(size)});
    const Verdict verdict = VerdictOf(log, TextOf(log.Records()), outside);
    EXPECT_TRUE(verdict.sound()) << rows;
    EXPECT_EQ(verdict.entries, rows);
    EXPECT_EQ(verdict.unlinked, 0);
    EXPECT_EQ(verdict.outside.size(), static_cast<std::size_t>(rows) + 1);
  }
}

TEST_P(VerifierSuiteTest, ProvesEveryEntryOfAFilteredExport) {
  SampleLog log(GetParam().hash, GetParam().key);
  log.Fill(kRows);
  const std::vector<Record> records =
      log.Records({.person = "李示例"}, {2, 5, 6, 11, 22}, {0, 1, 9, 16, kRows});
  std::vector<OutsideCheckpoint> outside;
  for (const int size : {0, 1, 9, 16, kRows})
    outside.push_back({fmt::format("{}", size), log.Checkpoint(size)});
  const Verdict verdict = VerdictOf(log, TextOf(records), outside);
  EXPECT_TRUE(verdict.sound());
  EXPECT_EQ(verdict.entries, 5);
  EXPECT_GT(verdict.unlinked, 0);
  const Verdict unproven = VerdictOf(log, TextOf(records), {{"twelve", log.Checkpoint(12)}});
  EXPECT_FALSE(unproven.sound());
  EXPECT_EQ(unproven.outside[0].outcome, CheckpointOutcome::kUnproven);
}

INSTANTIATE_TEST_SUITE_P(Suites, VerifierSuiteTest,
                         ::testing::Values(Suite{digest::Algorithm::kSha256, kEd25519Key},
                                           Suite{digest::Algorithm::kSha256, kP256Key},
                                           Suite{digest::Algorithm::kSm3, kSm2Key}));

class VerifierTest : public ::testing::Test {
 protected:
  VerifierTest() { log_.Fill(kRows); }

  OperationRecord& Operation(std::size_t place) { return std::get<OperationRecord>(log_.rows[place].row); }

  // What is found when the rows are exported as they are now.
  Verdict Now(std::vector<OutsideCheckpoint> outside = {}) {
    return VerdictOf(log_, TextOf(log_.Records()), std::move(outside));
  }

  void Rehash(std::size_t place, bool leaf) {
    Entry& entry = log_.rows[place];
    OperationRecord& row = std::get<OperationRecord>(entry.row);
    row.row_hash = trail::RowHashOf(digest::Algorithm::kSha256, row);
    if (leaf)
      entry.leaf_hash = merkle::LeafHash(digest::Algorithm::kSha256, trail::CanonicalLeaf(LeafOf(entry)));
  }

  // Every row's links and hashes as if the change of one had always been so.
  void RehashFrom(std::size_t place, bool leaves) {
    Rehash(place, leaves);
    for (std::size_t i = place + 1; i < log_.rows.size(); ++i) {
      auto* row = std::get_if<OperationRecord>(&log_.rows[i].row);
      if (row == nullptr || row->aggregate != Operation(place).aggregate) continue;
      for (std::size_t before = place; before < i; ++before) {
        const trail::Leaf leaf = LeafOf(log_.rows[before]);
        if (leaf.aggregate == row->aggregate) row->previous_hash = leaf.row_hash;
      }
      Rehash(i, leaves);
    }
  }

  SampleLog log_;
};

TEST_F(VerifierTest, NamesTheRowWithAChangedField) {
  const std::vector<std::function<void(OperationRecord&)>> edits = {
      [](auto& row) { row.caller += "x"; },          [](auto& row) { row.person = "张示例"; },
      [](auto& row) { row.agency += "1"; },          [](auto& row) { row.roles = "auditor"; },
      [](auto& row) { row.delegator = "x"; },        [](auto& row) { row.delegation = "x"; },
      [](auto& row) { row.client_address = "::1"; }, [](auto& row) { row.method += "x"; },
      [](auto& row) { row.resource += "x"; },        [](auto& row) { row.request_id += "x"; },
      [](auto& row) { row.request_hash[3] ^= 1; },   [](auto& row) { row.answer_type += "x"; },
      [](auto& row) { row.answer_hash[3] ^= 1; },    [](auto& row) { row.legal_date = "2026-02-11"; },
      [](auto& row) { row.system_time += 1; },       [](auto& row) { row.effect += " "; },
      [](auto& row) { row.region = "990102"; }};
  for (const auto& edit : edits) {
    const Entry kept = log_.rows[10];
    edit(Operation(10));
    const Finding finding = OnlyFinding(Now());
    EXPECT_EQ(finding.fault, Fault::kRowChanged);
    EXPECT_EQ(finding.leaf_index, 10);
    EXPECT_EQ(finding.line, 13);
    EXPECT_EQ(finding.aggregate, Operation(10).aggregate);
    EXPECT_EQ(finding.change_number, Operation(10).change_number);
    EXPECT_EQ(finding.expected, digest::ToHex(Operation(10).row_hash));
    log_.rows[10] = kept;
  }
  EXPECT_TRUE(Now().sound());
}

TEST_F(VerifierTest, NamesTheRowWhoseHashWasRenewed) {
  Operation(10).person = "张示例";
  Rehash(10, false);
  // The row fits its hash now, but not the leaf, and the next row of the aggregate does not continue it.
  const Verdict verdict = Now();
  EXPECT_EQ(verdict.findings[0].fault, Fault::kLeafChanged);
  EXPECT_EQ(verdict.findings[0].leaf_index, 10);
  EXPECT_EQ(verdict.findings[1].fault, Fault::kRowLink);
  EXPECT_EQ(verdict.own.outcome, CheckpointOutcome::kFits);
}

TEST_F(VerifierTest, NamesTheRowWhoseChainWasRenewed) {
  Operation(10).person = "张示例";
  RehashFrom(10, false);
  const Verdict verdict = Now();
  EXPECT_EQ(verdict.findings[0].fault, Fault::kLeafChanged);
  EXPECT_EQ(verdict.findings[0].leaf_index, 10);
}

TEST_F(VerifierTest, NamesTheRangeWhereChainAndLeavesWereRenewed) {
  const std::vector<OutsideCheckpoint> outside = {{"late", log_.Checkpoint(20)},
                                                  {"early", log_.Checkpoint(8)}};
  Operation(10).person = "张示例";
  RehashFrom(10, true);
  const Finding finding = OnlyFinding(Now(outside));
  EXPECT_EQ(finding.fault, Fault::kHistoryChanged);
  EXPECT_EQ(finding.checkpoint, "late");
  EXPECT_EQ(finding.leaf_index, 8);
  EXPECT_EQ(finding.end_leaf, 20);
  // Without outside checkpoints the export's own tells it, since nobody has the key to sign another.
  const Finding own = OnlyFinding(Now());
  EXPECT_EQ(own.fault, Fault::kHistoryChanged);
  EXPECT_EQ(own.leaf_index, 0);
  EXPECT_EQ(own.end_leaf, kRows);
}

TEST_F(VerifierTest, NamesADeletedRow) {
  const trail::Leaf leaf = LeafOf(log_.rows[10]);
  log_.rows[10].row = MissingRow{leaf};
  const Finding finding = OnlyFinding(Now());
  EXPECT_EQ(finding.fault, Fault::kRowMissing);
  EXPECT_EQ(finding.leaf_index, 10);
}

TEST_F(VerifierTest, NamesAMissingLeaf) {
  std::vector<Record> records = log_.Records();
  records.erase(records.begin() + 12);
  std::get<End>(records.back()).entries -= 1;
  const Verdict verdict = VerdictOf(log_, TextOf(records), {{"early", log_.Checkpoint(8)}});
  EXPECT_EQ(verdict.findings[0].fault, Fault::kLeafOrder);
  EXPECT_EQ(verdict.findings[0].leaf_index, 11);
  EXPECT_EQ(verdict.findings[0].expected, "10");
  EXPECT_EQ(verdict.own.outcome, CheckpointOutcome::kLeavesMissing);
  EXPECT_EQ(verdict.outside[0].outcome, CheckpointOutcome::kFits);
}

TEST_F(VerifierTest, BearsNumbersAtTheEndOfTheirRange) {
  constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  for (const std::int64_t number : {kGreatest, kLeast}) {
    for (const Filter& filter : {Filter(), Filter{.person = "x"}}) {
      std::vector<Record> records = log_.Records(filter, {2, 5, 6});
      for (Record& record : records) {
        auto* entry = std::get_if<Entry>(&record);
        if (entry == nullptr) continue;
        entry->leaf_index = number;
        entry->row = MissingRow{{.aggregate = "x", .change_number = number, .row_hash = "x"}};
      }
      EXPECT_FALSE(VerdictOf(log_, TextOf(records)).sound());
      std::get<Header>(records[0]).tree_size = number;
      std::get<SignedCheckpoint>(records[1]).note = "none";
      EXPECT_FALSE(Verify(TextOf(records), log_.Keys(), {}).ok());
    }
  }
}

TEST_F(VerifierTest, NamesSwappedRows) {
  std::swap(log_.rows[10].row, log_.rows[12].row);
  const Verdict verdict = Now();
  EXPECT_EQ(verdict.findings[0].leaf_index, 10);
  EXPECT_EQ(verdict.findings[0].fault, Fault::kRowNumber);
}

TEST_F(VerifierTest, TellsThatTheEndWasCutOff) {
  const std::vector<OutsideCheckpoint> outside = {{"kept", log_.Checkpoint()}, {"early", log_.Checkpoint(8)}};
  SampleLog cut;
  cut.Fill(kRows - 3);
  const Finding finding = OnlyFinding(VerdictOf(cut, TextOf(cut.Records()), outside));
  EXPECT_EQ(finding.fault, Fault::kTailMissing);
  EXPECT_EQ(finding.leaf_index, kRows - 3);
  EXPECT_EQ(finding.end_leaf, kRows);
  EXPECT_THAT(EnglishText(finding), HasSubstr("entries 20 to 22"));
  EXPECT_THAT(ChineseText(finding), HasSubstr("检查点 kept：条目 20 至 22："));
}

TEST_F(VerifierTest, TellsThatTheLogWasRolledBackAndGrewAnew) {
  const std::vector<OutsideCheckpoint> outside = {{"kept", log_.Checkpoint()}, {"early", log_.Checkpoint(8)}};
  SampleLog anew;
  anew.Fill(12);
  for (int i = 0; i < 20; ++i) anew.AddOperation("203");
  const Finding finding = OnlyFinding(VerdictOf(anew, TextOf(anew.Records()), outside));
  EXPECT_EQ(finding.fault, Fault::kHistoryChanged);
  EXPECT_EQ(finding.leaf_index, 8);
  EXPECT_EQ(finding.end_leaf, kRows);
  const std::string filtered = TextOf(anew.Records({.person = "李示例"}, {2}, {8, kRows}));
  EXPECT_EQ(OnlyFinding(VerdictOf(anew, filtered, outside)).fault, Fault::kNotConsistent);
}

TEST_F(VerifierTest, TrustsOnlyItsKeysAndItsLog) {
  const SampleLog other(digest::Algorithm::kSha256, kP256Key);
  const auto verdict = Verify(TextOf(log_.Records()), other.Keys(), {{"kept", log_.Checkpoint(8)}});
  ASSERT_THAT(verdict.status(), IsOk());
  EXPECT_EQ(verdict->own.outcome, CheckpointOutcome::kNotSigned);
  EXPECT_EQ(verdict->outside[0].outcome, CheckpointOutcome::kNotSigned);
  EXPECT_EQ(verdict->finding_count, 2);
  const auto foreign = trail::SignCheckpoint({.origin = "clearbudget/submission/regions/1",
                                              .tree_size = 0,
                                              .root_hash = digest::Sha256(""),
                                              .extensions = {}},
                                             *log_.signer().Named("clearbudget/submission/regions/1"));
  EXPECT_EQ(OnlyFinding(Now({{"foreign", *foreign}})).fault, Fault::kNotSigned);
  EXPECT_EQ(OnlyFinding(Now({{"garbage", "garbage"}})).fault, Fault::kNotSigned);
  const auto text_keys = TrustedKeys::Parse(log_.signer().verifier().ToText() + "\n");
  EXPECT_TRUE(Verify(TextOf(log_.Records()), *text_keys, {})->sound());
}

TEST_F(VerifierTest, NamesAnEntryThatIsNotProven) {
  std::vector<Record> records = log_.Records({.person = "李示例"}, {2, 5, 6});
  std::get<Entry>(records[3]).inclusion[1][0] ^= 1;
  const Finding finding = OnlyFinding(VerdictOf(log_, TextOf(records)));
  EXPECT_EQ(finding.fault, Fault::kNotIncluded);
  EXPECT_EQ(finding.leaf_index, 5);
}

TEST_F(VerifierTest, ARowWithoutALeafIsNamed) {
  std::vector<Record> records = log_.Records();
  const UnloggedRow row{{.kind = trail::RowKind::kOperation,
                         .aggregate = "regions/990101/agencies/201/budgets/1999",
                         .change_number = 3,
                         .row_hash = std::string(32, 'x')},
                        -7};
  records.insert(records.end() - 1, row);
  const Verdict verdict = VerdictOf(log_, TextOf(records));
  EXPECT_FALSE(verdict.sound());
  ASSERT_EQ(verdict.findings.size(), 1U);
  EXPECT_EQ(verdict.findings[0].fault, Fault::kRowUnlogged);
  EXPECT_EQ(verdict.findings[0].aggregate, row.aggregate);
  EXPECT_EQ(verdict.findings[0].change_number, 3);
  EXPECT_EQ(verdict.entries, log_.size());
  std::swap(records[records.size() - 2], records[records.size() - 3]);
  EXPECT_FALSE(Verify(TextOf(records), log_.Keys(), {}).ok()) << "an entry behind it";
}

TEST_F(VerifierTest, AHeaderThatContradictsItsOriginIsNoExport) {
  for (const auto& [service, region] : {std::pair("performance", "990101"), std::pair("submission", "1")}) {
    std::vector<Record> records = log_.Records();
    auto& header = std::get<Header>(records[0]);
    header.service = service;
    header.region = region;
    EXPECT_FALSE(Verify(TextOf(records), log_.Keys(), {}).ok()) << service << region;
  }
}

TEST_F(VerifierTest, CheckpointsOfOtherLogsAloneAreNoComparison) {
  const trail::NoteSigner other = *log_.signer().Named("clearbudget/submission/regions/1");
  const std::string note = *trail::SignCheckpoint({.origin = "clearbudget/submission/regions/1",
                                                   .tree_size = 1,
                                                   .root_hash = std::string(32, 'x'),
                                                   .extensions = {}},
                                                  other);
  const OutsideCheckpoint passed_over{.name = "other", .note = note, .chosen = false};
  const OutsideCheckpoint own{.name = "own", .note = log_.Checkpoint(3)};
  const std::string text = TextOf(log_.Records());
  EXPECT_TRUE(Verify(text, log_.Keys(), {})->sound());
  EXPECT_TRUE(Verify(text, log_.Keys(), {passed_over, own})->sound());
  const auto verdict = Verify(text, log_.Keys(), {passed_over});
  EXPECT_EQ(verdict->outside.at(0).outcome, CheckpointOutcome::kOtherLog);
  EXPECT_FALSE(verdict->sound());
}

}  // namespace
}  // namespace clearbudget::trail_export
