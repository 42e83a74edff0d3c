#include "common/storage/audit_log.h"

#include <gtest/gtest.h>

#include <functional>
#include <string_view>

#include "common/storage/operation_chain.h"
#include "common/storage/operation_fixture.h"
#include "common/testing/status_matchers.h"

namespace clearbudget::storage {
namespace {

using testing::StatusIs;

class AuditLogTest : public OperationTest {
 protected:
  // The change number of the first row that does not fit; 0 when all fit.
  std::int64_t FirstBreak() {
    const auto found = VerifyAuditChain(*database_, kRegion);
    EXPECT_TRUE(found.ok()) << found.status();
    return found->has_value() ? (*found)->change_number : 0;
  }
};

TEST_F(AuditLogTest, WhatIsListedIsWhatWasAppended) {
  trail::AuditContent read = Refusal("r1");
  read.kind = trail::AuditKind::kRead;
  read.agency = "regions/130303/agencies/101";
  read.roles = "auditor";
  read.delegator = "王某";
  read.delegation = "regions/130303/delegations/leave-2020";
  read.client_address = "10.0.0.7";
  read.code.clear();
  read.reason.clear();
  read.count = 7;
  read.last_time += 59'000'000;
  const trail::AuditRecord appended = Append(read);
  const auto events = *ListAuditEvents(*database_, kRegion, 0, 10);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(trail::CanonicalAudit(events[0]), trail::CanonicalAudit(appended));
  EXPECT_EQ(events[0].row_hash, appended.row_hash);
  EXPECT_EQ(events[0].row_hash, trail::RowHashOf(digest::Algorithm::kSha256, events[0]));
  EXPECT_EQ(events[0].previous_hash, trail::ChainStart());
}

TEST_F(AuditLogTest, ARegionsEventsAreNumberedAndLinked) {
  trail::AuditContent nowhere = Refusal("r0");
  nowhere.region = trail::kNoRegion;
  EXPECT_EQ(Append(nowhere).change_number, 1);
  const trail::AuditRecord first = Append(Refusal("r1"));
  const trail::AuditRecord second = Append(Refusal("r1"));
  EXPECT_EQ(first.change_number, 1);
  EXPECT_EQ(second.change_number, 2);
  EXPECT_EQ(second.previous_hash, first.row_hash);
  EXPECT_EQ(ListAuditEvents(*database_, kRegion, 1, 10)->size(), 1U);
  EXPECT_EQ(ListAuditEvents(*database_, kRegion, 0, 1)->size(), 1U);
  EXPECT_THAT(ListAuditEvents(*database_, kRegion, 0, 0).status(), StatusIs(absl::StatusCode::kInternal));
}

TEST_F(AuditLogTest, PlacesInTheStoreAreSharedWithOperations) {
  Append(Draft(kBudget, "a"));
  Append(Refusal("b"));
  Append(Draft(kBudget, "c"));
  const auto changes = *ListRegionChanges(*database_, kRegion, "", 0, 10);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].position, 1);
  EXPECT_EQ(changes[1].position, 3);
  EXPECT_EQ(Number(*database_, "SELECT store_position FROM audit_events"), 2);
}

TEST_F(AuditLogTest, TamperingIsFound) {
  struct Case {
    std::string_view change;
    std::int64_t first_break;
  };
  const Case cases[] = {
      {"UPDATE audit_events SET caller = 'x' WHERE request_id = 'r2'", 2},
      {"UPDATE audit_events SET person = 'x' WHERE request_id = 'r2'", 2},
      {"UPDATE audit_events SET agency = 'x' WHERE request_id = 'r2'", 2},
      {"UPDATE audit_events SET roles = 'x' WHERE request_id = 'r2'", 2},
      {"UPDATE audit_events SET delegator = 'x' WHERE request_id = 'r2'", 2},
      {"UPDATE audit_events SET delegation = 'x' WHERE request_id = 'r2'", 2},
      {"UPDATE audit_events SET client_address = 'x' WHERE request_id = 'r2'", 2},
      {"UPDATE audit_events SET kind = 'read' WHERE request_id = 'r2'", 2},
      {"UPDATE audit_events SET kind = 'x' WHERE request_id = 'r2'", 2},
      {"UPDATE audit_events SET method = 'x' WHERE request_id = 'r1'", 1},
      {"UPDATE audit_events SET resource = '' WHERE request_id = 'r3'", 3},
      {"UPDATE audit_events SET request_id = '' WHERE request_id = 'r3'", 3},
      {"UPDATE audit_events SET code = '' WHERE request_id = 'r2'", 2},
      {"UPDATE audit_events SET reason = '' WHERE request_id = 'r2'", 2},
      {"UPDATE audit_events SET event_count = 2 WHERE request_id = 'r2'", 2},
      {"UPDATE audit_events SET first_time = 1 WHERE request_id = 'r2'", 2},
      {"UPDATE audit_events SET last_time = last_time + 1 WHERE request_id = 'r2'", 2},
      {"UPDATE audit_events SET previous_hash = row_hash WHERE request_id = 'r3'", 3},
      {"UPDATE audit_events SET row_hash = previous_hash WHERE request_id = 'r1'", 1},
      {"DELETE FROM audit_events WHERE request_id = 'r1'", 2},
      {"DELETE FROM audit_events WHERE request_id = 'r2'", 3},
      {"UPDATE audit_events SET change_number = 9 WHERE request_id = 'r3'", 9},
  };
  EXPECT_EQ(FirstBreak(), 0) << "no rows";
  for (const std::string_view request_id : {"r1", "r2", "r3"}) Append(Refusal(request_id));
  EXPECT_EQ(FirstBreak(), 0);
  for (const Case& test : cases) {
    ASSERT_TRUE(database_->Execute("BEGIN").ok());
    ASSERT_TRUE(database_->Execute(test.change).ok()) << test.change;
    EXPECT_EQ(FirstBreak(), test.first_break) << test.change;
    ASSERT_TRUE(database_->Execute("ROLLBACK").ok());
  }
}

TEST_F(AuditLogTest, AnEventThatBreaksTheRulesIsRefused) {
  const std::function<void(trail::AuditContent&)> changes[] = {
      [](trail::AuditContent& content) { content.region.clear(); },
      [](trail::AuditContent& content) { content.region = "区"; },
      [](trail::AuditContent& content) { content.method.clear(); },
      [](trail::AuditContent& content) { content.count = 0; },
      [](trail::AuditContent& content) { --content.last_time; },
      [](trail::AuditContent& content) { content.code.clear(); },
      [](trail::AuditContent& content) { content.kind = trail::AuditKind::kRead; },
  };
  for (const auto& change : changes) {
    trail::AuditContent content = Refusal("r1");
    change(content);
    EXPECT_THAT(AppendAuditEvent(*database_, content).status(), StatusIs(absl::StatusCode::kInternal));
  }
}

}  // namespace
}  // namespace clearbudget::storage
