#include "common/storage/group_commit.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <latch>
#include <string>
#include <thread>
#include <vector>

#include "common/errors/error.h"
#include "common/storage/group_writer.h"
#include "common/storage/storage_fixture.h"

namespace clearbudget::storage {
namespace {

class GroupCommitTest : public StorageTest {
 protected:
  GroupCommitTest() {
    CreateNumbers();
    options_.database = Options();
  }

  std::unique_ptr<GroupCommit> Start() const {
    absl::StatusOr<std::unique_ptr<GroupCommit>> writer = GroupCommit::Start(options_);
    EXPECT_TRUE(writer.ok()) << writer.status();
    return *std::move(writer);
  }

  static GroupCommit::Work Insert(std::int64_t number) {
    return [number](SqliteDatabase& database) { return InsertNumber(database, number); };
  }

  std::int64_t Rows() const { return Number(*Open(), "SELECT COUNT(*) FROM numbers"); }

  GroupCommitOptions options_;
};

constexpr int kThreads = 8;
constexpr int kItemsEach = 200;

// Numbers 0 .. kThreads * kItemsEach - 1, all of which must be acknowledged.
void InsertFromManyThreads(GroupCommit& writer, GroupCommit::Work (*insert)(std::int64_t)) {
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&writer, insert, thread] {
      for (int item = 0; item < kItemsEach; ++item) {
        const absl::Status status = writer.Run(insert(thread * kItemsEach + item));
        EXPECT_TRUE(status.ok()) << status;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST_F(GroupCommitTest, ManyCallersShareCommits) {
  const auto writer = Start();
  InsertFromManyThreads(*writer, &GroupCommitTest::Insert);
  EXPECT_EQ(Rows(), kThreads * kItemsEach);
  const GroupCommitCounters counters = writer->Counters();
  EXPECT_EQ(counters.items, kThreads * kItemsEach);
  EXPECT_LT(counters.commits, counters.items);
  EXPECT_EQ(counters.commits, counters.groups);
  EXPECT_EQ(counters.failed_commits, 0);
}

TEST_F(GroupCommitTest, WithoutGroupingEveryItemHasItsCommit) {
  options_.grouping = false;
  const auto writer = Start();
  InsertFromManyThreads(*writer, &GroupCommitTest::Insert);
  EXPECT_EQ(Rows(), kThreads * kItemsEach);
  EXPECT_EQ(writer->Counters().commits, kThreads * kItemsEach);
}

TEST_F(GroupCommitTest, AValueIsReturnedWhenItIsDurable) {
  const auto writer = Start();
  const absl::StatusOr<std::string> answer =
      writer->Submit([](SqliteDatabase& database) -> absl::StatusOr<std::string> {
        if (absl::Status status = InsertNumber(database, 1); !status.ok()) return status;
        return "stored";
      });
  EXPECT_EQ(*answer, "stored");
  EXPECT_EQ(Rows(), 1);
  EXPECT_TRUE(writer->Submit([](SqliteDatabase& database) { return InsertNumber(database, 2); }).ok());
  const absl::StatusOr<std::string> refused = writer->Submit(
      [](SqliteDatabase&) -> absl::StatusOr<std::string> { return absl::AbortedError("another etag"); });
  EXPECT_EQ(refused.status(), absl::AbortedError("another etag"));
}

TEST_F(GroupCommitTest, AFailingItemIsUndoneAloneWithItsOwnAnswer) {
  absl::StatusOr<std::unique_ptr<GroupWriter>> writer = GroupWriter::Open(Options());
  std::vector<WriteItem> items(4);
  items[0].work = Insert(1);
  items[1].work = [](SqliteDatabase& database) {
    EXPECT_EQ(Number(database, "SELECT COUNT(*) FROM numbers"), 1) << "the item before is not seen";
    EXPECT_TRUE(InsertNumber(database, 2).ok());
    return absl::AbortedError("refused after a change");
  };
  items[2].work = Insert(1);
  items[3].work = Insert(3);
  std::vector<WriteItem*> group;
  for (WriteItem& item : items) group.push_back(&item);
  (*writer)->RunGroup(group);
  EXPECT_TRUE(items[0].answer.ok());
  EXPECT_EQ(items[1].answer, absl::AbortedError("refused after a change"));
  EXPECT_EQ(items[2].answer.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_TRUE(items[3].answer.ok());
  EXPECT_EQ((*writer)->Counters().commits, 1);
  EXPECT_EQ(Rows(), 2);
  EXPECT_EQ(Number(*Open(), "SELECT SUM(number) FROM numbers"), 4);
}

TEST_F(GroupCommitTest, AnItemPastItsDeadlineIsDroppedFromItsGroup) {
  absl::StatusOr<std::unique_ptr<GroupWriter>> writer = GroupWriter::Open(Options());
  std::vector<WriteItem> items(2);
  items[0].work = Insert(1);
  items[0].deadline = std::chrono::system_clock::now();
  items[1].work = Insert(2);
  std::vector<WriteItem*> group = {&items[0], &items[1]};
  (*writer)->RunGroup(group);
  EXPECT_EQ(items[0].answer.code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_TRUE(items[1].answer.ok());
  EXPECT_EQ((*writer)->Counters().items, 1);
  EXPECT_EQ(Rows(), 1);
}

TEST_F(GroupCommitTest, AnItemThatEndsTheTransactionSpoilsItsGroupOnly) {
  const auto writer = Start();
  const absl::Status status =
      writer->Run([](SqliteDatabase& database) { return database.Execute("ROLLBACK"); });
  EXPECT_EQ(errors::ReasonOf(status), errors::Reason::kOutcomeUnknown);
  EXPECT_TRUE(writer->Run(Insert(1)).ok());
  EXPECT_EQ(writer->Counters().reopenings, 1);
}

// Keeps the writer busy until it is told to go on.
class BusyWriter {
 public:
  explicit BusyWriter(GroupCommit& writer)
      : thread_([this, &writer] {
          const absl::Status status = writer.Run([this](SqliteDatabase&) {
            running_.count_down();
            go_on_.wait();
            return absl::OkStatus();
          });
          EXPECT_TRUE(status.ok()) << status;
        }) {
    running_.wait();
  }
  void GoOn() {
    go_on_.count_down();
    thread_.join();
  }

 private:
  std::latch running_{1};
  std::latch go_on_{1};
  std::thread thread_;
};

TEST_F(GroupCommitTest, AFullQueueRefusesAtOnce) {
  options_.queue_capacity = 3;
  const auto writer = Start();
  BusyWriter busy(*writer);
  constexpr int kRefused = 2;
  std::latch refused(kRefused);
  std::vector<std::thread> threads;
  for (int number = 0; number < 3 + kRefused; ++number) {
    threads.emplace_back([&, number] {
      const absl::Status status = writer->Run(Insert(number));
      if (status.ok()) return;
      EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
      EXPECT_EQ(errors::ReasonOf(status), errors::Reason::kStoreQueueFull);
      refused.count_down();
    });
  }
  refused.wait();
  busy.GoOn();
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Rows(), 3);
}

TEST_F(GroupCommitTest, ADeadlineEndsTheWaitForABusyWriter) {
  const auto writer = Start();
  BusyWriter busy(*writer);
  const auto soon = std::chrono::system_clock::now() + std::chrono::milliseconds(20);
  EXPECT_EQ(writer->Run(Insert(1), soon).code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(writer->Run(Insert(2), Deadline()).code(), absl::StatusCode::kDeadlineExceeded);
  busy.GoOn();
  EXPECT_TRUE(writer->Run(Insert(3), std::chrono::system_clock::now() + std::chrono::minutes(1)).ok());
  EXPECT_EQ(Rows(), 1);
}

TEST_F(GroupCommitTest, StopRunsWhatIsQueuedAndRefusesTheRest) {
  auto writer = Start();
  std::vector<std::thread> threads;
  std::atomic<int> stored = 0;
  for (int number = 0; number < 32; ++number) {
    threads.emplace_back([&, number] {
      const absl::Status status = writer->Run(Insert(number));
      if (status.ok()) {
        ++stored;
      } else {
        EXPECT_EQ(errors::ReasonOf(status), errors::Reason::kStoreUnavailable);
      }
    });
  }
  writer->Stop();
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Rows(), stored);
  EXPECT_EQ(errors::ReasonOf(writer->Run(Insert(100))), errors::Reason::kStoreUnavailable);
  EXPECT_FALSE(std::filesystem::exists(Options().path + "-wal")) << "the database was not closed cleanly";
}

TEST_F(GroupCommitTest, AChangeInsideAChangeIsRefusedInsteadOfWaitingForEver) {
  const auto writer = Start();
  const absl::Status status = writer->Run([&](SqliteDatabase&) { return writer->Run(Insert(1)); });
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
}

TEST_F(GroupCommitTest, AFolderThatIsMissingStopsTheStart) {
  options_.database = Options("missing/test.sqlite3");
  EXPECT_EQ(GroupCommit::Start(options_).status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace clearbudget::storage
