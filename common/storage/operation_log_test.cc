#include "common/storage/operation_log.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "common/digest/digest.h"
#include "common/errors/error.h"
#include "common/storage/group_commit.h"
#include "common/storage/operation_fixture.h"

namespace clearbudget::storage {
namespace {

using ::testing::ElementsAre;

class OperationLogTest : public OperationTest {
 protected:
  static std::vector<std::int64_t> ChangeNumbers(const absl::StatusOr<std::vector<Operation>>& changes) {
    EXPECT_TRUE(changes.ok()) << changes.status();
    std::vector<std::int64_t> numbers;
    for (const Operation& operation : *changes) numbers.push_back(operation.change_number);
    return numbers;
  }

  static std::vector<std::string> RequestIds(const std::vector<PositionedOperation>& changes) {
    std::vector<std::string> ids;
    for (const PositionedOperation& change : changes) ids.push_back(change.operation.request_id);
    return ids;
  }
};

TEST_F(OperationLogTest, WhatIsFoundIsWhatWasAppended) {
  OperationDraft draft = Draft(kBudget, "r1");
  draft.legal_date = "2020-02-01";
  draft.delegator = "王某";
  draft.delegation = "regions/130303/delegations/leave-2020";
  draft.answer = std::string("\x0a\x00\xff", 3);
  const Operation appended = Append(draft);
  const auto found = *FindOperation(*database_, KeyOf(draft));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->region, draft.region);
  EXPECT_EQ(found->aggregate, draft.aggregate);
  EXPECT_EQ(found->person, draft.person);
  EXPECT_EQ(found->agency, draft.agency);
  EXPECT_EQ(found->roles, draft.roles);
  EXPECT_EQ(found->delegator, draft.delegator);
  EXPECT_EQ(found->delegation, draft.delegation);
  EXPECT_EQ(found->client_address, draft.client_address);
  EXPECT_EQ(found->resource, draft.resource);
  EXPECT_EQ(found->effect, draft.effect);
  EXPECT_EQ(found->answer_type, draft.answer_type);
  EXPECT_EQ(found->answer, draft.answer);
  EXPECT_EQ(found->legal_date, draft.legal_date);
  EXPECT_EQ(found->system_time, draft.system_time);
  EXPECT_EQ(found->row_hash, appended.row_hash);
  for (const RequestKey& other : {RequestKey{draft.caller, draft.delegation, draft.method, "r2"},
                                  RequestKey{"another", draft.delegation, draft.method, "r1"},
                                  RequestKey{draft.caller, "", draft.method, "r1"},
                                  RequestKey{draft.caller, draft.delegation, "/other", "r1"}}) {
    EXPECT_FALSE((*FindOperation(*database_, other)).has_value());
  }
}

TEST_F(OperationLogTest, NumbersCountForEachAggregate) {
  EXPECT_EQ(Append(Draft(kBudget, "r1")).change_number, 1);
  EXPECT_EQ(Append(Draft(kBudget, "r2")).change_number, 2);
  EXPECT_EQ(Append(Draft(kOtherBudget, "r3")).change_number, 1);
  EXPECT_EQ(Append(Draft(kBudget, "r4")).change_number, 3);
}

TEST_F(OperationLogTest, AReplayNeedsTheSameRequest) {
  const OperationDraft draft = Draft(kBudget, "r1");
  Append(draft);
  const auto replay = FindReplay(*database_, KeyOf(draft), draft.request_hash);
  ASSERT_TRUE(replay.ok() && replay->has_value());
  EXPECT_EQ((*replay)->answer, draft.answer);

  const absl::Status reused =
      FindReplay(*database_, KeyOf(draft), digest::Sha256("another request")).status();
  EXPECT_EQ(reused.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(errors::ReasonOf(reused), errors::Reason::kRequestIdReused);

  RequestKey successor = KeyOf(draft);
  successor.person = "another person";
  EXPECT_EQ(errors::ReasonOf(FindReplay(*database_, successor, draft.request_hash).status()),
            errors::Reason::kRequestIdReused);

  const auto fresh = FindReplay(*database_, KeyOf(Draft(kBudget, "r2")), draft.request_hash);
  ASSERT_TRUE(fresh.ok());
  EXPECT_FALSE(fresh->has_value());
}

TEST_F(OperationLogTest, ARequestIdIsUsedOnceByACallerAndMethod) {
  Append(Draft(kBudget, "r1"));
  OperationDraft elsewhere = Draft(kOtherBudget, "r1");
  elsewhere.region = "130304";
  const absl::Status status = AppendOperation(*database_, elsewhere).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(errors::ReasonOf(status), errors::Reason::kOperationConflict);
  OperationDraft other_caller = Draft(kBudget, "r1");
  other_caller.caller = "another";
  Append(other_caller);
}

TEST_F(OperationLogTest, ADraftThatBreaksTheRulesIsRefused) {
  struct Case {
    std::string_view what;
    std::function<void(OperationDraft&)> change;
  };
  const Case cases[] = {
      {"region", [](OperationDraft& draft) { draft.region.clear(); }},
      {"aggregate", [](OperationDraft& draft) { draft.aggregate = "预算"; }},
      {"blank", [](OperationDraft& draft) { draft.aggregate += " "; }},
      {"caller", [](OperationDraft& draft) { draft.caller.clear(); }},
      {"method", [](OperationDraft& draft) { draft.method.clear(); }},
      {"request_id", [](OperationDraft& draft) { draft.request_id.clear(); }},
      {"hash", [](OperationDraft& draft) { draft.request_hash.pop_back(); }},
      {"answer type", [](OperationDraft& draft) { draft.answer_type.clear(); }},
      {"answer", [](OperationDraft& draft) { draft.answer.assign(kLargestAnswerBytes + 1, 'x'); }},
      {"effect", [](OperationDraft& draft) { draft.effect.assign(kLargestEffectBytes + 1, 'x'); }},
  };
  for (const Case& test : cases) {
    OperationDraft draft = Draft(kBudget, "r1");
    test.change(draft);
    EXPECT_EQ(AppendOperation(*database_, draft).status().code(), absl::StatusCode::kInternal) << test.what;
  }
  OperationDraft largest = Draft(kBudget, "r1");
  largest.answer.assign(kLargestAnswerBytes, 'x');
  EXPECT_EQ(Append(largest).change_number, 1);
}

TEST_F(OperationLogTest, AnAggregatesChangesFromACursor) {
  for (int number = 1; number <= 5; ++number) Append(Draft(kBudget, fmt::format("r{}", number)));
  Append(Draft(kOtherBudget, "other"));
  EXPECT_THAT(ChangeNumbers(ListChanges(*database_, kRegion, kBudget, 0, 3)), ElementsAre(1, 2, 3));
  EXPECT_THAT(ChangeNumbers(ListChanges(*database_, kRegion, kBudget, 3, 3)), ElementsAre(4, 5));
  EXPECT_THAT(ChangeNumbers(ListChanges(*database_, kRegion, kBudget, 5, 3)), ElementsAre());
  EXPECT_EQ(ListChanges(*database_, kRegion, kBudget, 0, 0).status().code(), absl::StatusCode::kInternal);
}

TEST_F(OperationLogTest, ARegionsChangesFromAPosition) {
  Append(Draft(kBudget, "a"));
  Append(Draft(kOtherBudget, "b"));
  OperationDraft elsewhere = Draft("regions/130304/agencies/101/budgets/2020", "c");
  elsewhere.region = "130304";
  Append(elsewhere);
  Append(Draft(kBudget, "d"));

  const auto all = *ListRegionChanges(*database_, kRegion, "", 0, 10);
  EXPECT_THAT(RequestIds(all), ElementsAre("a", "b", "d"));
  EXPECT_THAT(RequestIds(*ListRegionChanges(*database_, kRegion, "", all[1].position, 10)), ElementsAre("d"));
  EXPECT_THAT(RequestIds(*ListRegionChanges(*database_, kRegion, "", 0, 2)), ElementsAre("a", "b"));
  EXPECT_THAT(RequestIds(*ListRegionChanges(*database_, kRegion, kBudget, 0, 10)), ElementsAre("a", "d"));
  EXPECT_THAT(RequestIds(*ListRegionChanges(*database_, kRegion, "regions/130303/agencies/102/", 0, 10)),
              ElementsAre("b"));
  EXPECT_EQ(ListRegionChanges(*database_, kRegion, "", 0, -1).status().code(), absl::StatusCode::kInternal);
}

TEST_F(OperationLogTest, ARefusedItemLeavesNoRowAndNoGap) {
  database_.reset();
  const auto writer = *GroupCommit::Start({.database = Options()});
  const auto append = [&](std::string_view request_id, absl::Status end) {
    return writer->Submit([&](SqliteDatabase& database) -> absl::StatusOr<Operation> {
      absl::StatusOr<Operation> operation = AppendOperation(database, Draft(kBudget, request_id));
      if (!end.ok()) return end;
      return operation;
    });
  };
  EXPECT_EQ(append("r1", absl::OkStatus())->change_number, 1);
  EXPECT_EQ(append("r2", absl::AbortedError("another etag")).status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(append("r2", absl::OkStatus())->change_number, 2);
}

}  // namespace
}  // namespace clearbudget::storage
