#include "common/register_client/timed_cache.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "common/errors/error.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"

namespace clearbudget::register_client {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

class TimedCacheTest : public ::testing::Test {
 protected:
  // The value is the number of the fetch.
  absl::StatusOr<int> Get(const std::string& key = "a") {
    const auto value = cache_.Get(key, [this]() -> absl::StatusOr<int> {
      ++fetches_;
      if (!away_.ok()) return away_;
      return fetches_;
    });
    if (!value.ok()) return value.status();
    return **value;
  }

  testing::FakeClock clock_;
  TimedCache<int> cache_{clock_, {.fresh = seconds(10), .usable = minutes(5)}, 2};
  int fetches_ = 0;
  absl::Status away_;
  const absl::Status kAway = errors::Error(errors::Reason::kBackendUnavailable, {{"backend", "submission"}});
};

TEST_F(TimedCacheTest, AValueIsFetchedAgainWhenItIsNoLongerFresh) {
  EXPECT_EQ(*Get(), 1);
  clock_.Advance(seconds(9));
  EXPECT_EQ(*Get(), 1);
  clock_.Advance(seconds(1));
  EXPECT_EQ(*Get(), 2);
}

TEST_F(TimedCacheTest, AnOldValueServesForAWhileWhereThereIsNoNewOne) {
  EXPECT_EQ(*Get(), 1);
  away_ = kAway;
  clock_.Advance(seconds(299));
  EXPECT_EQ(*Get(), 1);
  EXPECT_EQ(fetches_, 2);
  // The next attempt waits a moment.
  EXPECT_EQ(*Get(), 1);
  EXPECT_EQ(fetches_, 2);
  clock_.Advance(seconds(1));
  EXPECT_THAT(Get(), testing::HasReason(errors::Reason::kBackendUnavailable));
  EXPECT_EQ(fetches_, 3);
  // Without a value every call tries.
  EXPECT_THAT(Get(), testing::HasReason(errors::Reason::kBackendUnavailable));
  EXPECT_EQ(fetches_, 4);
  away_ = absl::OkStatus();
  EXPECT_EQ(*Get(), 5);
}

TEST_F(TimedCacheTest, AClockThatWasSetBackMakesNothingYoung) {
  EXPECT_EQ(*Get(), 1);
  clock_.Advance(-std::chrono::hours(24));
  EXPECT_EQ(*Get(), 2);
}

TEST_F(TimedCacheTest, TheOldestEntryMakesRoom) {
  EXPECT_EQ(*Get("a"), 1);
  clock_.Advance(seconds(1));
  EXPECT_EQ(*Get("b"), 2);
  clock_.Advance(seconds(1));
  EXPECT_EQ(*Get("c"), 3);
  EXPECT_EQ(*Get("b"), 2);
  EXPECT_EQ(*Get("a"), 4);
}

TEST_F(TimedCacheTest, ThoseWhoAskAtOnceWaitForOneFetch) {
  std::promise<void> asked;
  std::promise<void> answered;
  std::atomic<int> fetches = 0;
  const auto slow = [&]() -> absl::StatusOr<int> {
    if (fetches.fetch_add(1) == 0) asked.set_value();
    answered.get_future().wait();
    return 7;
  };
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  const auto ask = [&] {
    const auto value = cache_.Get("a", slow);
    if (value.ok() && **value == 7) ++right;
  };
  threads.emplace_back(ask);
  asked.get_future().wait();
  for (int i = 0; i < 4; ++i) threads.emplace_back(ask);
  // A value of another key does not wait for it.
  EXPECT_EQ(*Get("b"), 1);
  answered.set_value();
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 5);
  EXPECT_EQ(fetches, 1);
}

TEST_F(TimedCacheTest, WhileTheOtherSideIsAwayOnlyOneWaitsForIt) {
  EXPECT_EQ(*Get(), 1);
  away_ = kAway;
  clock_.Advance(seconds(10));
  EXPECT_EQ(*Get(), 1);
  clock_.Advance(seconds(1));
  std::promise<void> asked;
  std::promise<void> answered;
  std::thread first([&] {
    const auto value = cache_.Get("a", [&]() -> absl::StatusOr<int> {
      asked.set_value();
      answered.get_future().wait();
      return 7;
    });
    EXPECT_EQ(**value, 7);
  });
  asked.get_future().wait();
  EXPECT_EQ(*Get(), 1);
  answered.set_value();
  first.join();
  EXPECT_EQ(*Get(), 7);
}

}  // namespace
}  // namespace clearbudget::register_client
