#include "common/storage/read_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "common/storage/group_commit.h"
#include "common/storage/storage_fixture.h"

namespace clearbudget::storage {
namespace {

class ReadPoolTest : public StorageTest {
 protected:
  ReadPoolTest() {
    CreateNumbers();
    writer_ = *GroupCommit::Start({.database = Options()});
    pool_ = *ReadPool::Open(Options(), 2);
  }

  absl::Status Insert(std::int64_t number) {
    return writer_->Run([number](SqliteDatabase& database) { return InsertNumber(database, number); });
  }

  static absl::StatusOr<std::int64_t> Count(SqliteDatabase& database) {
    return Number(database, "SELECT COUNT(*) FROM numbers");
  }

  std::unique_ptr<GroupCommit> writer_;
  std::unique_ptr<ReadPool> pool_;
};

TEST_F(ReadPoolTest, WhatIsAcknowledgedIsSeen) {
  for (std::int64_t number = 1; number <= 20; ++number) {
    ASSERT_TRUE(Insert(number).ok());
    EXPECT_EQ(*pool_->With(Count), number);
  }
}

TEST_F(ReadPoolTest, ACallSeesOneMoment) {
  const absl::Status status = pool_->With([this](SqliteDatabase& database) {
    EXPECT_EQ(*Count(database), 0);
    EXPECT_TRUE(Insert(1).ok());
    EXPECT_EQ(*Count(database), 0);
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok());
  EXPECT_EQ(*pool_->With(Count), 1);
}

TEST_F(ReadPoolTest, NothingCanBeWritten) {
  const absl::Status status = pool_->With([](SqliteDatabase& database) { return InsertNumber(database, 1); });
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(*pool_->With(Count), 0);
}

TEST_F(ReadPoolTest, WaitingForAConnectionEndsAtTheDeadline) {
  const absl::Status status = pool_->With([this](SqliteDatabase&) {
    return pool_->With([this](SqliteDatabase&) {
      const auto soon = std::chrono::system_clock::now() + std::chrono::milliseconds(20);
      return pool_->With(Count, soon).status();
    });
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_TRUE(pool_->With(Count).ok());
}

TEST_F(ReadPoolTest, ReadersRunWhileTheWriterWrites) {
  std::atomic<bool> writing = true;
  std::vector<std::thread> readers;
  for (int reader = 0; reader < 4; ++reader) {
    readers.emplace_back([&] {
      std::int64_t before = 0;
      while (writing) {
        const absl::StatusOr<std::int64_t> now = pool_->With(Count);
        ASSERT_TRUE(now.ok()) << now.status();
        EXPECT_GE(*now, before);
        before = *now;
      }
    });
  }
  for (std::int64_t number = 0; number < 300; ++number) EXPECT_TRUE(Insert(number).ok());
  writing = false;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(*pool_->With(Count), 300);
}

TEST_F(ReadPoolTest, AMissingDatabaseIsAnError) {
  EXPECT_EQ(ReadPool::Open(Options("other.sqlite3"), 1).status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace clearbudget::storage
