#include "common/trail_store/trail_runner.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "common/testing/status_matchers.h"
#include "common/trail_store/trail_store_fixture_test.h"

namespace clearbudget::trail_store {
namespace {

using testing::IsOkAndHolds;

class TrailRunnerTest : public TrailStoreTest {
 protected:
  TrailRunnerTest() { std::filesystem::create_directory(witness_); }

  TrailRunner::OnFault CollectFaults() {
    return [this](const std::string& region, const absl::Status& status) {
      const std::lock_guard lock(mutex_);
      faults_.push_back(region + ": " + std::string(status.message()));
      fault_told_.notify_all();
    };
  }

  std::vector<std::string> Faults() {
    const std::lock_guard lock(mutex_);
    return faults_;
  }

  std::string Note(const std::string& region, std::int64_t size) const {
    return witness_ + "/clearbudget_test_regions_" + region + "/" + std::to_string(size) + ".note";
  }

  const std::string witness_ = folder_.File("witness");
  std::mutex mutex_;
  std::condition_variable fault_told_;
  std::vector<std::string> faults_;
  TrailLog log_ = *OpenLog();
  FoldingAuditLog audit_{*writer_, clock_};
};

TEST_F(TrailRunnerTest, ARunBringsEveryRegionUpToDateAndKeepsCopies) {
  TrailRunner runner({.checkpoint_dir = witness_}, log_, audit_, CollectFaults());
  Fill(2);
  trail::AuditContent nowhere = Refusal("r1");
  nowhere.region = trail::kNoRegion;
  Append(nowhere);
  runner.RunOnce();
  EXPECT_EQ((*log_.Latest(kRegion))->checkpoint.tree_size, 2);
  EXPECT_EQ((*log_.Latest("-"))->checkpoint.tree_size, 1);
  EXPECT_TRUE(std::filesystem::exists(Note(kRegion, 2)));
  EXPECT_TRUE(std::filesystem::exists(Note("-", 1)));
  Fill(1);
  runner.RunOnce();
  EXPECT_TRUE(std::filesystem::exists(Note(kRegion, 2)));
  EXPECT_TRUE(std::filesystem::exists(Note(kRegion, 3)));
  Fill(1);
  ASSERT_TRUE(log_.CheckpointNow(kRegion).ok());
  runner.RunOnce();
  EXPECT_TRUE(std::filesystem::exists(Note(kRegion, 4))) << "asked for between two runs";
  EXPECT_TRUE(Faults().empty());
}

TEST_F(TrailRunnerTest, ACheckpointThatSomebodyAskedForIsCopiedToo) {
  Fill(2);
  ASSERT_TRUE(log_.CheckpointNow(kRegion).ok());
  TrailRunner runner({.checkpoint_dir = witness_}, log_, audit_, CollectFaults());
  runner.RunOnce();
  EXPECT_TRUE(std::filesystem::exists(Note(kRegion, 2)));
}

TEST_F(TrailRunnerTest, AMissingFolderIsToldAndCaughtUp) {
  std::filesystem::remove(witness_);
  TrailRunner runner({.checkpoint_dir = witness_}, log_, audit_, CollectFaults());
  Fill(2);
  runner.RunOnce();
  ASSERT_EQ(Faults().size(), 1U);
  EXPECT_TRUE(Faults()[0].starts_with("130303: ")) << Faults()[0];
  EXPECT_EQ((*log_.Latest(kRegion))->checkpoint.tree_size, 2) << "the log goes on";
  std::filesystem::create_directory(witness_);
  runner.RunOnce();
  EXPECT_EQ(Faults().size(), 1U);
  EXPECT_TRUE(std::filesystem::exists(Note(kRegion, 2)));
}

TEST_F(TrailRunnerTest, AStopPutsWhatWasDoneIntoTheLog) {
  TrailRunner runner({.interval = std::chrono::hours(24)}, log_, audit_, CollectFaults());
  runner.Start();
  Fill(3);
  ports::AuditEvent event;
  event.caller.subject = "platform:hebei";
  event.method = "/clearbudget.budget.v1.BudgetService/GetBudget";
  event.resource = kBudget;
  event.code = "PERMISSION_DENIED";
  event.time = kNoon;
  ASSERT_TRUE(audit_.Record(event).ok());
  ASSERT_TRUE(audit_.Record(event).ok());
  runner.Stop();
  EXPECT_EQ((*log_.Latest(kRegion))->checkpoint.tree_size, 3 + 1 + 2);
  writer_->Stop();
  runner.Stop();
  EXPECT_TRUE(Faults().empty()) << "the second stop does nothing";
}

TEST_F(TrailRunnerTest, TheThreadRunsAgainAfterTheInterval) {
  TrailRunner runner({.interval = std::chrono::milliseconds(1), .checkpoint_dir = witness_ + "/absent"}, log_,
                     audit_, CollectFaults());
  Fill(1);
  runner.Start();
  std::unique_lock lock(mutex_);
  fault_told_.wait(lock, [this] { return faults_.size() >= 3; });
}

}  // namespace
}  // namespace clearbudget::trail_store
