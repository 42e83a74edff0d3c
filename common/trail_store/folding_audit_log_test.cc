#include "common/trail_store/folding_audit_log.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "common/storage/operation_chain.h"
#include "common/testing/status_matchers.h"
#include "common/trail_store/trail_store_fixture_test.h"

namespace clearbudget::trail_store {
namespace {

using testing::IsOk;

class FoldingAuditLogTest : public TrailStoreTest {
 protected:
  // At a second after the clock's start, which is the beginning of a minute.
  ports::AuditEvent Event(const std::string& request_id, std::int64_t second) const {
    ports::AuditEvent event;
    event.kind = ports::AuditEvent::Kind::kRefusal;
    event.caller = {.subject = "platform:hebei", .person = "李某", .region = "regions/130303"};
    event.client_address = "10.0.0.7";
    event.method = "/clearbudget.budget.v1.BudgetService/GetBudget";
    event.resource = kBudget;
    event.request_id = request_id;
    event.code = "PERMISSION_DENIED";
    event.reason = "PERMISSION_DENIED";
    event.time = kStart + second * 1'000'000;
    return event;
  }

  std::vector<trail::AuditRecord> Events(const std::string& region = kRegion) {
    return *readers_->With([&](storage::SqliteDatabase& database) {
      return storage::ListAuditEvents(database, region, 0, 1'000);
    });
  }

  static constexpr std::int64_t kStart = 1'580'457'600'000'000;
  FoldingAuditLog log_{*writer_, clock_};
};

TEST_F(FoldingAuditLogTest, AnEventIsThereWhenItIsRecorded) {
  ASSERT_THAT(log_.Record(Event("r1", 0)), IsOk());
  ASSERT_EQ(Events().size(), 1U);
  const trail::AuditRecord event = Events()[0];
  EXPECT_EQ(event.kind, trail::AuditKind::kRefusal);
  EXPECT_EQ(event.caller, "platform:hebei");
  EXPECT_EQ(event.client_address, "10.0.0.7");
  EXPECT_EQ(event.resource, kBudget);
  EXPECT_EQ(event.request_id, "r1");
  EXPECT_EQ(event.code, "PERMISSION_DENIED");
  EXPECT_EQ(event.count, 1);
  EXPECT_EQ(event.first_time, kStart);
}

TEST_F(FoldingAuditLogTest, AReadHasNoCode) {
  ports::AuditEvent read = Event("r1", 0);
  read.kind = ports::AuditEvent::Kind::kRead;
  read.code = "OK";
  read.reason.clear();
  ASSERT_THAT(log_.Record(read), IsOk());
  EXPECT_EQ(Events()[0].kind, trail::AuditKind::kRead);
  EXPECT_EQ(Events()[0].code, "");
}

TEST_F(FoldingAuditLogTest, RepeatsOfAMinuteShareARow) {
  for (const std::int64_t second : {1, 5, 9, 59}) {
    ASSERT_THAT(log_.Record(Event("r" + std::to_string(second), second)), IsOk());
  }
  EXPECT_EQ(Events().size(), 1U);
  ASSERT_THAT(log_.Flush(), IsOk());
  EXPECT_EQ(Events().size(), 1U) << "the minute is not over";
  clock_.Advance(std::chrono::minutes(1));
  ASSERT_THAT(log_.Flush(), IsOk());
  ASSERT_EQ(Events().size(), 2U);
  const trail::AuditRecord repeats = Events()[1];
  EXPECT_EQ(repeats.count, 3);
  EXPECT_EQ(repeats.request_id, "r5");
  EXPECT_EQ(repeats.first_time, kStart + 5'000'000);
  EXPECT_EQ(repeats.last_time, kStart + 59'000'000);
  ASSERT_THAT(log_.Flush(), IsOk());
  EXPECT_EQ(Events().size(), 2U) << "they are written once";
}

TEST_F(FoldingAuditLogTest, TheNextMinuteBeginsWithARowOfItsOwn) {
  for (const std::int64_t second : {1, 2, 61, 62}) {
    ASSERT_THAT(log_.Record(Event("r" + std::to_string(second), second)), IsOk());
  }
  EXPECT_EQ(Events().size(), 2U);
  EXPECT_EQ(Events()[1].request_id, "r61");
  ASSERT_THAT(log_.Flush(true), IsOk());
  EXPECT_EQ(Events().size(), 4U) << "a stop writes all";
}

TEST_F(FoldingAuditLogTest, OnlyEqualEventsAreRepeats) {
  ports::AuditEvent other = Event("r2", 1);
  other.caller.person = "王某";
  ports::AuditEvent elsewhere = Event("r3", 1);
  elsewhere.client_address = "10.0.0.8";
  ports::AuditEvent resource = Event("r4", 1);
  resource.resource += "/revisions/1";
  ports::AuditEvent reason = Event("r5", 1);
  reason.reason = "OTHER_PERSON_REQUIRED";
  for (const ports::AuditEvent& event : {Event("r1", 0), other, elsewhere, resource, reason}) {
    ASSERT_THAT(log_.Record(event), IsOk());
  }
  EXPECT_EQ(Events().size(), 5U);
}

TEST_F(FoldingAuditLogTest, AnEventBelongsToTheResourcesRegionOrTheCallers) {
  ports::AuditEvent of_its_own = Event("r0", 0);
  of_its_own.resource = "regions/130304/agencies/101";
  of_its_own.caller.region = "regions/130304";
  ASSERT_THAT(log_.Record(of_its_own), IsOk());
  struct Case {
    std::string resource;
    std::string caller_region;
    std::string region;
  };
  const Case cases[] = {{"regions/130304/agencies/102", "regions/130303", "130304"},
                        {"regions/999999/agencies/101", "regions/130305", "130305"},
                        {"", "regions/130306", "130306"},
                        {"packs/hebei", "regions/130307", "130307"},
                        {"regions/999999/agencies/1", "", "-"},
                        {"", "", "-"}};
  for (const Case& test : cases) {
    ports::AuditEvent event = Event("r1", 0);
    event.resource = test.resource;
    event.caller.region = test.caller_region;
    const std::size_t before = Events(test.region).size();
    ASSERT_THAT(log_.Record(event), IsOk());
    EXPECT_EQ(Events(test.region).size(), before + 1) << test.resource << " " << test.caller_region;
  }
  EXPECT_TRUE(Events("999999").empty()) << "nobody makes a log of a region by naming it";
}

TEST_F(FoldingAuditLogTest, RefusalsOnEverOtherResourcesAreToldWithoutThem) {
  constexpr std::int64_t kTried = 200;
  const auto resource = [](std::int64_t number) { return fmt::format("regions/130303/agencies/{}", number); };
  for (std::int64_t number = 0; number < kTried; ++number) {
    ports::AuditEvent event = Event("r", 1);
    event.resource = resource(number);
    ASSERT_THAT(log_.Record(event), IsOk());
  }
  ASSERT_THAT(log_.Flush(true), IsOk());
  const std::vector<trail::AuditRecord> events = Events();
  ASSERT_EQ(events.size(), FoldingAuditLog::kMostNamedRefusals + 2);
  std::int64_t count = 0;
  for (const trail::AuditRecord& event : events) count += event.count;
  EXPECT_EQ(count, kTried);
  EXPECT_EQ(events.back().resource, "");

  ports::AuditEvent read = Event("r", 2);
  read.kind = ports::AuditEvent::Kind::kRead;
  ports::AuditEvent other = Event("r", 2);
  other.caller.subject = "platform:other";
  ports::AuditEvent later = Event("r", 61);
  later.resource = resource(1);
  for (const ports::AuditEvent& event : {read, other, later}) ASSERT_THAT(log_.Record(event), IsOk());
  const std::vector<trail::AuditRecord> more = Events();
  ASSERT_EQ(more.size(), events.size() + 3);
  for (std::size_t i = events.size(); i < more.size(); ++i) EXPECT_NE(more[i].resource, "") << i;
}

TEST_F(FoldingAuditLogTest, WhatCannotBeWrittenIsNotAcknowledged) {
  ASSERT_THAT(log_.Record(Event("r1", 0)), IsOk());
  ASSERT_THAT(log_.Record(Event("r2", 1)), IsOk());
  writer_->Stop();
  EXPECT_TRUE(absl::IsUnavailable(log_.Record(Event("r3", 61))));
  EXPECT_TRUE(absl::IsUnavailable(log_.Record(Event("r4", 62))))
      << "it is not counted behind one that is lost";
  EXPECT_TRUE(absl::IsUnavailable(log_.Flush(true)));
  EXPECT_TRUE(absl::IsUnavailable(log_.Flush(true))) << "it waits for the next time";
}

TEST_F(FoldingAuditLogTest, NoEventOfManyCallersIsLost) {
  constexpr int kThreads = 4;
  constexpr int kEvents = 100;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([this] {
      for (int number = 0; number < kEvents; ++number) EXPECT_THAT(log_.Record(Event("r", number)), IsOk());
    });
  }
  for (std::thread& thread : threads) thread.join();
  ASSERT_THAT(log_.Flush(true), IsOk());
  std::int64_t count = 0;
  for (const trail::AuditRecord& event : Events()) count += event.count;
  EXPECT_EQ(count, kThreads * kEvents);
  EXPECT_FALSE((*readers_->With([](storage::SqliteDatabase& database) {
                 return storage::VerifyAuditChain(database, kRegion);
               })).has_value());
}

}  // namespace
}  // namespace clearbudget::trail_store
