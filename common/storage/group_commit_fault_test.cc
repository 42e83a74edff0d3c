// What is left after a disk that refuses to sync.
#include <gtest/gtest.h>

#include <filesystem>
#include <vector>

#include "common/errors/error.h"
#include "common/storage/failing_sync_vfs.h"
#include "common/storage/group_commit.h"
#include "common/storage/group_writer.h"
#include "common/storage/read_pool.h"
#include "common/storage/storage_fixture.h"

namespace clearbudget::storage {
namespace {

class GroupCommitFaultTest : public StorageTest {
 protected:
  GroupCommitFaultTest() {
    CreateNumbers();
    options_ = Options();
    options_.vfs = FailingSyncVfs();
  }
  ~GroupCommitFaultTest() override { LetSyncsFail(false); }

  static GroupCommit::Work Insert(std::int64_t number) {
    return [number](SqliteDatabase& database) { return InsertNumber(database, number); };
  }

  // What a repeated request does: it looks for its effect before it has it again.
  static GroupCommit::Work InsertUnlessThere(std::int64_t number) {
    return [number](SqliteDatabase& database) {
      absl::StatusOr<Statement> find = database.Prepare("SELECT 1 FROM numbers WHERE number = ?1");
      const absl::StatusOr<bool> found = find->BindInt64(1, number).Step();
      if (!found.ok()) return found.status();
      return *found ? absl::OkStatus() : InsertNumber(database, number);
    };
  }

  std::int64_t Sum() const { return Number(*Open(options_), "SELECT SUM(number) FROM numbers"); }

  DatabaseOptions options_;
};

TEST_F(GroupCommitFaultTest, AFailedSyncIsAnUnknownOutcomeAndARetryFindsTheTruth) {
  const auto writer = *GroupCommit::Start({.database = options_});
  ASSERT_TRUE(writer->Run(Insert(1)).ok());

  LetSyncsFail(true);
  const absl::Status unknown = writer->Run(Insert(2));
  EXPECT_EQ(unknown.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(errors::ReasonOf(unknown), errors::Reason::kOutcomeUnknown);
  EXPECT_EQ(writer->Counters().failed_commits, 1);

  const absl::Status refused = writer->Run(Insert(3));
  EXPECT_EQ(refused.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(errors::ReasonOf(refused), errors::Reason::kStoreUnavailable)
      << "nothing is begun on a store that has not recovered";

  LetSyncsFail(false);
  EXPECT_TRUE(writer->Run(InsertUnlessThere(2)).ok());
  EXPECT_EQ(Sum(), 1 + 2);
  EXPECT_EQ(writer->Counters().reopenings, 1);
  EXPECT_TRUE(writer->Run(Insert(4)).ok());
  EXPECT_EQ(Sum(), 1 + 2 + 4);
}

TEST_F(GroupCommitFaultTest, WithReadersOpenTheFailedChangeIsGoneForGood) {
  const auto writer = *GroupCommit::Start({.database = options_});
  const auto readers = *ReadPool::Open(options_, 2);
  const auto sum = [](SqliteDatabase& database) -> absl::StatusOr<std::int64_t> {
    return Number(database, "SELECT SUM(number) FROM numbers");
  };
  ASSERT_TRUE(writer->Run(Insert(1)).ok());
  ASSERT_EQ(*readers->With(sum), 1);

  LetSyncsFail(true);
  EXPECT_EQ(errors::ReasonOf(writer->Run(Insert(2))), errors::Reason::kOutcomeUnknown);
  EXPECT_EQ(*readers->With(sum), 1) << "what is not durable must not be read";
  // The failed change lies in the log, ready to come back in a crash, until recovery empties the log.
  EXPECT_GT(std::filesystem::file_size(options_.path + "-wal"), 0U);

  LetSyncsFail(false);
  EXPECT_TRUE(writer->Run([](SqliteDatabase&) { return absl::OkStatus(); }).ok());
  EXPECT_EQ(std::filesystem::file_size(options_.path + "-wal"), 0U);
  EXPECT_EQ(*readers->With(sum), 1);
  EXPECT_TRUE(writer->Run(InsertUnlessThere(2)).ok());
  EXPECT_EQ(*readers->With(sum), 1 + 2);
}

TEST_F(GroupCommitFaultTest, EveryItemOfTheGroupIsUnknown) {
  const auto writer = *GroupWriter::Open(options_);
  std::vector<WriteItem> items(3);
  items[0].work = Insert(1);
  // Its refusal rests on the first item, which is not stored in the end.
  items[1].work = Insert(1);
  items[2].work = Insert(2);
  std::vector<WriteItem*> group;
  for (WriteItem& item : items) group.push_back(&item);
  LetSyncsFail(true);
  writer->RunGroup(group);
  for (const WriteItem& item : items) {
    EXPECT_EQ(errors::ReasonOf(item.answer), errors::Reason::kOutcomeUnknown);
  }
  EXPECT_EQ(writer->Counters().commits, 0);
}

TEST_F(GroupCommitFaultTest, ADiskThatFailsAtTheStartStopsTheStart) {
  {
    const auto writer = *GroupCommit::Start({.database = options_});
    ASSERT_TRUE(writer->Run(Insert(1)).ok());
    // Closing cannot empty the log now, so the next start finds it.
    LetSyncsFail(true);
  }
  EXPECT_EQ(GroupCommit::Start({.database = options_}).status().code(), absl::StatusCode::kUnavailable);
  LetSyncsFail(false);
  EXPECT_TRUE(GroupCommit::Start({.database = options_}).ok());
  EXPECT_EQ(Sum(), 1);
}

}  // namespace
}  // namespace clearbudget::storage
