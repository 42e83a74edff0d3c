#include "common/service_trail/service_trail.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <vector>

#include "common/errors/error.h"
#include "common/identity/signing_key.h"
#include "common/storage/migrations.h"
#include "common/storage/operation_log.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "common/trail_store/schema.h"

namespace clearbudget::service_trail {
namespace {

using errors::Reason;
using testing::HasReason;
using testing::IsOk;

class ServiceTrailTest : public ::testing::Test {
 protected:
  ServiceTrailTest() {
    config_.key_file = directory_.File("trail.pem");
    config_.checkpoint_dir = directory_.File("checkpoints");
    EXPECT_THAT(identity::GenerateKeys(config_.key_file, directory_.File("trail.pub.pem")), IsOk());
    storage::DatabaseOptions options;
    options.path = directory_.File("store.sqlite3");
    const std::vector<storage::Migration> migrations = {storage::OperationLogMigration(1),
                                                        trail_store::TrailMigration(2)};
    EXPECT_THAT(storage::ApplyMigrations(**storage::SqliteDatabase::Open(options), migrations), IsOk());
    writer_ = *storage::GroupCommit::Start({.database = options});
    readers_ = *storage::ReadPool::Open(options, 1);
  }

  auto Open() { return ServiceTrail::Open("disclosure", config_, *writer_, *readers_, clock_); }

  testing::TemporaryDirectory directory_;
  testing::FakeClock clock_;
  TrailConfig config_;
  std::unique_ptr<storage::GroupCommit> writer_;
  std::unique_ptr<storage::ReadPool> readers_;
};

TEST_F(ServiceTrailTest, WhatIsRecordedBeforeAStopIsUnderACheckpoint) {
  auto trail = Open();
  ASSERT_THAT(trail, IsOk());
  (*trail)->Start();
  const ports::AuditEvent event{.caller = {.subject = "account:s", .region = "regions/130303"},
                                .method = "/clearbudget.disclosure.v1.StatementService/RenderStatement",
                                .resource = "regions/130303/agencies/101/budgets/2020/revisions/1",
                                .request_id = "r-1",
                                .code = "PERMISSION_DENIED",
                                .reason = "PERMISSION_DENIED",
                                .time = 1};
  ASSERT_THAT((*trail)->audit().Record(event), IsOk());
  (*trail)->Stop();
  const auto checkpoint = (*trail)->log().Latest("130303");
  ASSERT_THAT(checkpoint, IsOk());
  ASSERT_TRUE(checkpoint->has_value());
  EXPECT_EQ((*checkpoint)->checkpoint.tree_size, 1);
  EXPECT_EQ((*checkpoint)->checkpoint.origin, "clearbudget/disclosure/regions/130303");
  EXPECT_TRUE(
      std::filesystem::exists(config_.checkpoint_dir + "/clearbudget_disclosure_regions_130303/1.note"));
}

TEST_F(ServiceTrailTest, TheHashOfAStoreStays) {
  ASSERT_THAT(Open(), IsOk());
  config_.hash = "sm3";
  EXPECT_THAT(Open(), HasReason(Reason::kTrailHashFixed));
}

TEST_F(ServiceTrailTest, ServesNothingWithoutItsKeyOrFolder) {
  TrailConfig good = config_;
  config_.key_file = directory_.File("absent.pem");
  EXPECT_THAT(Open(), HasReason(Reason::kTrailKeyUnusable));
  config_ = good;
  config_.checkpoint_dir = "/proc/checkpoints";
  EXPECT_THAT(Open(), HasReason(Reason::kConfigurationInvalid));
}

}  // namespace
}  // namespace clearbudget::service_trail
