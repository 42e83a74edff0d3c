// What every store must do, written once and run on each of them.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/errors/error.h"
#include "common/testing/status_matchers.h"
#include "services/submission/testing/stores.h"

namespace clearbudget::submission {
namespace {

using errors::Reason;
using testing::HasReason;
using testing::IsOk;

TEST_P(StoreContract, WhatWasWrittenIsRead) {
  const BudgetHead head = Create("101", 2020, {{"a", "line a"}, {"b", "line b"}});
  EXPECT_THAT(budgets().FindHead(kRegionScope, head.name), testing::IsOkAndHolds(head));
  const auto draft = budgets().ReadDraft(kRegionScope, head.name, true);
  ASSERT_THAT(draft, IsOk());
  EXPECT_EQ(draft->head, head);
  EXPECT_EQ(draft->content, "content");
  EXPECT_EQ(draft->lines, (std::vector<StoredLine>{{"a", "line a"}, {"b", "line b"}}));
  EXPECT_TRUE(budgets().ReadDraft(kRegionScope, head.name, false)->lines.empty());
  const auto pack = stores_->packs().FindPack(head.pack_digest);
  ASSERT_THAT(pack, IsOk());
  EXPECT_EQ(pack->bytes, "pack bytes");
}

TEST_P(StoreContract, WhatIsNotThereIsNotFound) {
  EXPECT_THAT(budgets().FindHead(kRegionScope, {"130303", "101", 2020}), HasReason(Reason::kNotFound));
  EXPECT_THAT(budgets().ReadDraft(kRegionScope, {"130303", "101", 2020}, true), HasReason(Reason::kNotFound));
  EXPECT_THAT(stores_->revisions().FindRevision(kRegionScope, {"130303", "101", 2020, 1}),
              HasReason(Reason::kNotFound));
  EXPECT_THAT(stores_->revisions().ReadContent(kRegionScope, {"130303", "101", 2020, 1}, true),
              HasReason(Reason::kNotFound));
  EXPECT_THAT(stores_->agencies().FindAgency(kRegionScope, {"130303", "101"}), HasReason(Reason::kNotFound));
  EXPECT_THAT(stores_->packs().FindPack("cb1:sha256:none"), HasReason(Reason::kNotFound));
  EXPECT_TRUE(budgets().ReadLines(kRegionScope, {"130303", "101", 2020}, "", 10)->empty());
  EXPECT_TRUE(stores_->revisions().ReadParts(kRegionScope, {"130303", "101", 2020, 1}, "", 10)->empty());
}

TEST_P(StoreContract, TheSameRequestGetsTheSameAnswerAndIsStoredOnce) {
  const BudgetChange change = Creation(Head("101", 2020));
  const ports::Act act = ActBy("张三", "CreateBudget", "r1");
  const auto first = budgets().Write(kRegionScope, change, act);
  const auto second = budgets().Write(kRegionScope, change, act);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(std::get<BudgetHead>(*first).change_number, 1);
  EXPECT_EQ(std::get<BudgetHead>(*second).change_number, 1);
  EXPECT_EQ(std::get<BudgetHead>(*second).name, change.head.name);
  EXPECT_EQ(budgets().FindHead(kRegionScope, change.head.name)->change_number, 1);
  EXPECT_EQ(stores_->log().ListChanges(kRegionScope, 0, 10)->changes.size(), 1U);
  const auto replay = stores_->log().FindAnswer(kRegionScope, act);
  ASSERT_THAT(replay, IsOk());
  EXPECT_TRUE(replay->has_value());
}

TEST_P(StoreContract, ARequestIdOfAnotherRequestIsRefused) {
  Create("101", 2020);
  ports::Act act = ActBy("张三", "CreateBudget", "create-101-2020");
  act.request_hash = digest::Sha256("another request");
  EXPECT_THAT(stores_->log().FindAnswer(kRegionScope, act), HasReason(Reason::kRequestIdReused));
  EXPECT_THAT(budgets().Write(kRegionScope, Creation(Head("101", 2021)), act),
              HasReason(Reason::kRequestIdReused));
  EXPECT_THAT(budgets().FindHead(kRegionScope, {"130303", "101", 2021}), HasReason(Reason::kNotFound));
  // Ids belong to their caller: another one may use the same.
  EXPECT_FALSE(
      stores_->log().FindAnswer(kRegionScope, ActBy("李四", "CreateBudget", "create-101-2020"))->has_value());
}

TEST_P(StoreContract, OfTwoChangesOfOneStateOnlyOneIsStored) {
  const BudgetHead head = Create("101", 2020);
  BudgetChange first = Next(head);
  first.lines = {{"a", "first"}};
  BudgetChange second = Next(head);
  second.lines = {{"a", "second"}};
  EXPECT_THAT(budgets().Write(kRegionScope, first, ActBy("张三", "WriteBudgetLines", "r1")), IsOk());
  EXPECT_THAT(budgets().Write(kRegionScope, second, ActBy("李四", "WriteBudgetLines", "r2")),
              HasReason(Reason::kEtagMismatch));
  EXPECT_EQ(budgets().ReadLines(kRegionScope, head.name, "", 10)->at(0).bytes, "first");
  EXPECT_FALSE(stores_->log().FindAnswer(kRegionScope, ActBy("李四", "WriteBudgetLines", "r2"))->has_value());
}

TEST_P(StoreContract, ASecondBudgetOfTheYearIsRefused) {
  const BudgetHead head = Create("101", 2020);
  EXPECT_THAT(budgets().Write(kRegionScope, Creation(head), ActBy("李四", "CreateBudget", "r2")),
              HasReason(Reason::kAlreadyExists));
}

TEST_P(StoreContract, LinesAreWrittenReplacedRemovedAndPagedByKey) {
  const BudgetHead head = Create("101", 2020, {{"a", "1"}, {"b", "1"}, {"c", "1"}});
  BudgetChange change = Next(head);
  change.removals = {"b"};
  change.lines = {{"c", "2"}, {"d", "2"}};
  ASSERT_THAT(budgets().Write(kRegionScope, change, ActBy("张三", "WriteBudgetLines", "r1")), IsOk());
  EXPECT_THAT(budgets().ReadLines(kRegionScope, head.name, "", 2),
              testing::IsOkAndHolds(std::vector<StoredLine>{{"a", "1"}, {"c", "2"}}));
  EXPECT_THAT(budgets().ReadLines(kRegionScope, head.name, "c", 2),
              testing::IsOkAndHolds(std::vector<StoredLine>{{"d", "2"}}));
  EXPECT_THAT(budgets().FindLines(kRegionScope, head.name, {"d", "b", "a", "e", "a"}),
              testing::IsOkAndHolds(std::vector<StoredLine>{{"a", "1"}, {"d", "2"}}));

  BudgetChange all = Next(change.head);
  all.remove_all_lines = true;
  all.lines = {{"z", "3"}};
  ASSERT_THAT(budgets().Write(kRegionScope, all, ActBy("张三", "WriteBudgetLines", "r2")), IsOk());
  EXPECT_THAT(budgets().ReadLines(kRegionScope, head.name, "", 9),
              testing::IsOkAndHolds(std::vector<StoredLine>{{"z", "3"}}));
}

TEST_P(StoreContract, ListsAreInOrderFilteredAndContinued) {
  Create("102", 2020);
  Create("101", 2021);
  Create("101", 2020);
  BudgetFilter all;
  const auto first = budgets().List(kRegionScope, all, std::nullopt, 2);
  ASSERT_THAT(first, IsOk());
  ASSERT_EQ(first->size(), 2U);
  EXPECT_EQ(first->at(0).name.ToText(), "regions/130303/agencies/101/budgets/2020");
  EXPECT_EQ(first->at(1).name.ToText(), "regions/130303/agencies/101/budgets/2021");
  EXPECT_EQ(budgets().List(kRegionScope, all, first->at(1).name, 2)->at(0).name.agency, "102");
  EXPECT_EQ(budgets().List(ports::Scope::OfAgency("130303", "101"), all, std::nullopt, 9)->size(), 2U);
  EXPECT_EQ(budgets().List(kRegionScope, {.year = 2021}, std::nullopt, 9)->size(), 1U);
  EXPECT_EQ(budgets().List(kRegionScope, {.state = BudgetState::kDraft}, std::nullopt, 9)->size(), 3U);
  EXPECT_EQ(budgets().List(kRegionScope, {.origin = BudgetOrigin::kRecorded}, std::nullopt, 9)->size(), 0U);
  EXPECT_EQ(budgets().List(ports::Scope::OfRegion("130304"), all, std::nullopt, 9)->size(), 0U);
}

TEST_P(StoreContract, RevisionsAreFrozenAndOnlyTheirHeadIsDecidedOn) {
  const BudgetHead head = Create("101", 2020);
  RevisionHead revision;
  revision.name = {"130303", "101", 2020, 1};
  revision.digest = "cb1:sha256:aa";
  revision.digest_national = "cb1:sm3:bb";
  revision.line_count = 4;
  revision.editors = {{"account:张三", "张三", "王五"}, {"platform:a", "", ""}};
  revision.submission = {"account:张三",
                         "张三",
                         1'580'457'600'000'000,
                         "请审",
                         "",
                         "",
                         "王五",
                         "regions/130303/delegations/leave"};
  BudgetChange submission = Next(head);
  submission.new_revision = revision;
  submission.new_parts = {{"", 0, "head|"}, {"a", 2, "ab|"}, {"c", 2, "cd|"}};
  submission.answer = revision;
  ASSERT_THAT(budgets().Write(kRegionScope, submission, ActBy("张三", "SubmitBudget", "r1")), IsOk());
  EXPECT_THAT(stores_->revisions().FindRevision(kRegionScope, revision.name),
              testing::IsOkAndHolds(revision));
  EXPECT_THAT(stores_->revisions().ReadContent(kRegionScope, revision.name, true),
              testing::IsOkAndHolds("head|ab|cd|"));
  EXPECT_THAT(stores_->revisions().ReadContent(kRegionScope, revision.name, false),
              testing::IsOkAndHolds("head|"));
  EXPECT_EQ(stores_->revisions().ReadParts(kRegionScope, revision.name, "", 3)->size(), 2U);
  EXPECT_EQ(stores_->revisions().ReadParts(kRegionScope, revision.name, "c", 3)->at(0).bytes, "cd|");

  RevisionHead approved = revision;
  approved.state = RevisionState::kApproved;
  approved.decision = {
      "account:李四", "李四", 1'580'457'600'000'009, "同意", "2020-02-01", "财预〔2020〕1号", "", ""};
  BudgetChange approval = Next(submission.head);
  approval.decided_revisions = {approved};
  approval.legal_date = "2020-02-01";
  approval.answer = approved;
  ASSERT_THAT(budgets().Write(kRegionScope, approval, ActBy("李四", "ApproveBudget", "r2")), IsOk());
  EXPECT_THAT(stores_->revisions().FindRevision(kRegionScope, revision.name),
              testing::IsOkAndHolds(approved));
  EXPECT_EQ(stores_->revisions().ListRevisions(kRegionScope, head.name, 0, 9)->size(), 1U);
  EXPECT_TRUE(stores_->revisions().ListRevisions(kRegionScope, head.name, 1, 9)->empty());

  const auto changes = stores_->log().ListChanges(kRegionScope, 0, 9);
  ASSERT_THAT(changes, IsOk());
  ASSERT_EQ(changes->changes.size(), 3U);
  EXPECT_EQ(changes->changes[2].change_number, 3);
  EXPECT_EQ(changes->changes[2].method, "ApproveBudget");
  EXPECT_EQ(changes->changes[2].person, "李四");
  EXPECT_EQ(changes->changes[2].revision, "regions/130303/agencies/101/budgets/2020/revisions/1");
  EXPECT_EQ(changes->changes[2].legal_date, "2020-02-01");
  EXPECT_EQ(changes->changes[0].revision, "");
}

TEST_P(StoreContract, TheFeedGoesOnWhereItStoppedAndTellsOfBudgetsOnly) {
  Agency agency;
  agency.name = {"130303", "101"};
  agency.attributes.push_back({.valid_from = {2018, 1, 1}, .full_name = "部门"});
  agency.change_number = 1;
  ASSERT_THAT(stores_->agencies().WriteAgency(kRegionScope, agency, {}, ActBy("张三", "CreateAgency", "a")),
              IsOk());
  Create("101", 2020);
  Create("102", 2020);
  int64_t position = 0;
  std::vector<std::string> seen;
  for (int page = 0; page < 5; ++page) {
    const auto changes = stores_->log().ListChanges(kRegionScope, position, 1);
    ASSERT_THAT(changes, IsOk());
    for (const LoggedChange& change : changes->changes) seen.push_back(change.budget);
    position = changes->position;
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"regions/130303/agencies/101/budgets/2020",
                                            "regions/130303/agencies/102/budgets/2020"}));
}

TEST_P(StoreContract, AgenciesAreKeptWithAllTheirAttributes) {
  Agency agency;
  agency.name = {"130303", "101002"};
  agency.source = {"system", "7", "", ""};
  agency.attributes.push_back({.valid_from = {2018, 1, 1},
                               .parent = "101",
                               .full_name = "单位",
                               .short_name = "位",
                               .nature = "n",
                               .rank = "r",
                               .funding_mode = "f",
                               .region_name = "区",
                               .social_credit_code = "code",
                               .staff_in_service = 0,
                               .staff_retired = 7});
  agency.change_number = 1;
  ASSERT_THAT(stores_->agencies().WriteAgency(kRegionScope, agency, {}, ActBy("张三", "CreateAgency", "a")),
              IsOk());
  EXPECT_THAT(stores_->agencies().FindAgency(kRegionScope, agency.name), testing::IsOkAndHolds(agency));
  EXPECT_THAT(stores_->agencies().WriteAgency(kRegionScope, agency, {}, ActBy("张三", "CreateAgency", "b")),
              HasReason(Reason::kAlreadyExists));
  Agency renamed = agency;
  renamed.attributes[0].full_name = "新单位";
  renamed.change_number = 2;
  ASSERT_THAT(stores_->agencies().WriteAgency(kRegionScope, renamed, {}, ActBy("张三", "UpdateAgency", "c")),
              IsOk());
  EXPECT_THAT(stores_->agencies().WriteAgency(kRegionScope, renamed, {}, ActBy("李四", "UpdateAgency", "d")),
              HasReason(Reason::kEtagMismatch));
  EXPECT_THAT(stores_->agencies().AllAgencies(), testing::IsOkAndHolds(std::vector<Agency>{renamed}));
  EXPECT_EQ(stores_->agencies().ListAgencies(kRegionScope, "", 5)->size(), 1U);
  EXPECT_TRUE(stores_->agencies().ListAgencies(kRegionScope, "101002", 5)->empty());
}

INSTANTIATE_TEST_SUITE_P(Stores, StoreContract, EveryStore(), StoreName);

}  // namespace
}  // namespace clearbudget::submission
