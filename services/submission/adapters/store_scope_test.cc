// That no method of any store reaches beyond its scope.
#include <gtest/gtest.h>

#include <functional>
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

// Agency 101 and agency 102 have the same: a record, a draft with a line, and a revision.
class StoreScope : public StoreContract {
 protected:
  StoreScope() {
    Fill("101");
    Fill("102");
  }

  void Fill(const std::string& code) {
    Agency agency;
    agency.name = {"130303", code};
    agency.attributes.push_back({.valid_from = {2018, 1, 1}, .full_name = "部门" + code});
    agency.change_number = 1;
    const ports::Act act = ActBy("张三", "CreateAgency", "agency-" + code);
    EXPECT_THAT(stores_->agencies().WriteAgency(kRegionScope, agency, {}, act), IsOk());
    const BudgetHead head = Create(code, 2020, {{"a", "line of " + code}});
    EXPECT_THAT(
        budgets().Write(kRegionScope, Submission(head), ActBy("张三", "SubmitBudget", "submit-" + code)),
        IsOk());
  }

  static BudgetChange Submission(const BudgetHead& head) {
    BudgetChange change = Next(head);
    change.head.state = BudgetState::kSubmitted;
    change.head.latest_revision = 1;
    RevisionHead revision;
    revision.name = {head.name.region, head.name.agency, head.name.year, 1};
    change.new_revision = revision;
    change.new_parts = {{"", 0, "head|"}, {"a", 1, "line|"}};
    change.answer = revision;
    return change;
  }

  const ports::Scope own_ = ports::Scope::OfAgency("130303", "101");
  const names::AgencyName other_agency_{"130303", "102"};
  const names::BudgetName other_budget_{"130303", "102", 2020};
  const names::RevisionName other_revision_{"130303", "102", 2020, 1};
};

TEST_P(StoreScope, NothingOfAnotherAgencyIsReachedByItsName) {
  const ports::Scope elsewhere[] = {own_, ports::Scope::OfAgency("130304", "102"),
                                    ports::Scope::OfRegion("130304"), ports::Scope()};
  for (const ports::Scope& scope : elsewhere) {
    EXPECT_THAT(budgets().FindHead(scope, other_budget_), HasReason(Reason::kInternal));
    EXPECT_THAT(budgets().ReadDraft(scope, other_budget_, true), HasReason(Reason::kInternal));
    EXPECT_THAT(budgets().ReadLines(scope, other_budget_, "", 9), HasReason(Reason::kInternal));
    EXPECT_THAT(budgets().FindLines(scope, other_budget_, {"a"}), HasReason(Reason::kInternal));
    EXPECT_THAT(stores_->revisions().FindRevision(scope, other_revision_), HasReason(Reason::kInternal));
    EXPECT_THAT(stores_->revisions().ListRevisions(scope, other_budget_, 0, 9), HasReason(Reason::kInternal));
    EXPECT_THAT(stores_->revisions().ReadContent(scope, other_revision_, true), HasReason(Reason::kInternal));
    EXPECT_THAT(stores_->revisions().ReadParts(scope, other_revision_, "", 9), HasReason(Reason::kInternal));
    EXPECT_THAT(stores_->agencies().FindAgency(scope, other_agency_), HasReason(Reason::kInternal));
  }
  // What is not there is no other answer than what is there.
  EXPECT_THAT(budgets().FindHead(own_, {"130303", "103", 2020}), HasReason(Reason::kInternal));
}

TEST_P(StoreScope, ListsAndFeedsHoldTheScopeAlone) {
  const auto heads = budgets().List(own_, {}, std::nullopt, 9);
  ASSERT_THAT(heads, IsOk());
  ASSERT_EQ(heads->size(), 1U);
  EXPECT_EQ(heads->front().name.agency, "101");
  // A place behind another agency's budget opens nothing of it.
  EXPECT_TRUE(budgets().List(own_, {}, names::BudgetName{"130303", "101", 2020}, 9)->empty());
  EXPECT_EQ(
      budgets()
          .List(ports::Scope::OfAgency("130303", "102"), {}, names::BudgetName{"130303", "101", 2020}, 9)
          ->size(),
      1U);
  const auto agencies = stores_->agencies().ListAgencies(own_, "", 9);
  ASSERT_EQ(agencies->size(), 1U);
  EXPECT_EQ(agencies->front().name.agency, "101");
  const auto changes = stores_->log().ListChanges(own_, 0, 9);
  ASSERT_THAT(changes, IsOk());
  ASSERT_EQ(changes->changes.size(), 2U);
  for (const LoggedChange& change : changes->changes) {
    EXPECT_EQ(change.budget, "regions/130303/agencies/101/budgets/2020");
  }
  for (const ports::Scope& nothing : {ports::Scope(), ports::Scope::OfRegion("130304")}) {
    EXPECT_TRUE(budgets().List(nothing, {}, std::nullopt, 9)->empty());
    EXPECT_TRUE(stores_->agencies().ListAgencies(nothing, "", 9)->empty());
    EXPECT_TRUE(stores_->log().ListChanges(nothing, 0, 9)->changes.empty());
  }
}

TEST_P(StoreScope, NothingOfAnotherAgencyIsWritten) {
  BudgetChange change = Next(*budgets().FindHead(kRegionScope, other_budget_));
  EXPECT_THAT(budgets().Write(own_, change, ActBy("张三", "WriteBudgetLines", "x")),
              HasReason(Reason::kInternal));
  // Neither by a revision beside an own head.
  BudgetChange mixed = Submission(*budgets().FindHead(own_, {"130303", "101", 2020}));
  mixed.new_revision->name = {"130303", "102", 2020, 2};
  EXPECT_THAT(budgets().Write(own_, mixed, ActBy("张三", "SubmitBudget", "y")), HasReason(Reason::kInternal));
  mixed.new_revision.reset();
  mixed.decided_revisions.push_back(*stores_->revisions().FindRevision(kRegionScope, other_revision_));
  EXPECT_THAT(budgets().Write(own_, mixed, ActBy("张三", "ApproveBudget", "z")),
              HasReason(Reason::kInternal));
  Agency agency = *stores_->agencies().FindAgency(kRegionScope, other_agency_);
  ++agency.change_number;
  EXPECT_THAT(stores_->agencies().WriteAgency(own_, agency, {}, ActBy("张三", "UpdateAgency", "u")),
              HasReason(Reason::kInternal));
  EXPECT_EQ(budgets().FindHead(kRegionScope, other_budget_)->change_number, 2);
  EXPECT_EQ(stores_->agencies().FindAgency(kRegionScope, other_agency_)->change_number, 1);
  EXPECT_EQ(budgets().FindHead(own_, {"130303", "101", 2020})->change_number, 2);
  EXPECT_EQ(stores_->log().ListChanges(kRegionScope, 0, 9)->changes.size(), 4U);
}

TEST_P(StoreScope, AnAnswerAboutAnotherAgencyIsNotReplayed) {
  const ports::Act act = ActBy("张三", "SubmitBudget", "submit-102");
  EXPECT_TRUE(stores_->log().FindAnswer(kRegionScope, act)->has_value());
  EXPECT_THAT(stores_->log().FindAnswer(own_, act), HasReason(Reason::kInternal));
}

TEST_P(StoreScope, ADelegatesAnswerIsNotTheAccounts) {
  ports::Act act = ActBy("张三", "SubmitBudget", "submit-101");
  act.caller.delegation = "regions/130303/delegations/leave";
  EXPECT_FALSE(stores_->log().FindAnswer(kRegionScope, act)->has_value());
  // Nor is its request_id taken.
  const BudgetHead head = *budgets().FindHead(kRegionScope, {"130303", "101", 2020});
  EXPECT_THAT(budgets().Write(kRegionScope, Next(head), act), IsOk());
}

TEST_P(StoreScope, WhatIsInAnotherStateIsNotThere) {
  const BudgetHead draft = Create("101", 2021, {{"a", "draft"}});
  const ports::Scope decided = ports::Scope::OfRegion("130303").In({"submitted", "returned", "approved"});
  EXPECT_THAT(budgets().FindHead(decided, draft.name), HasReason(Reason::kNotFound));
  EXPECT_THAT(budgets().ReadDraft(decided, draft.name, true), HasReason(Reason::kNotFound));
  EXPECT_TRUE(budgets().ReadLines(decided, draft.name, "", 9)->empty());
  EXPECT_TRUE(budgets().FindLines(decided, draft.name, {"a"})->empty());
  EXPECT_THAT(budgets().FindHead(decided, other_budget_), IsOk());
  EXPECT_EQ(budgets().ReadLines(decided, other_budget_, "", 9)->size(), 1U);
  EXPECT_THAT(stores_->revisions().FindRevision(decided, other_revision_), IsOk());
  EXPECT_THAT(budgets().FindHead(ports::Scope::OfRegion("130303").In({"unheard"}), other_budget_),
              HasReason(Reason::kNotFound));
}

TEST_P(StoreScope, PagesOfAScopeOfSomeStatesAreFull) {
  // Between the two submitted budgets stand drafts, which are left out in the store and not after it.
  for (int32_t year = 2021; year < 2026; ++year) Create("101", year);
  const ports::Scope decided = ports::Scope::OfRegion("130303").In({"submitted"});
  const auto heads = budgets().List(decided, {}, std::nullopt, 2);
  ASSERT_EQ(heads->size(), 2U);
  EXPECT_EQ(heads->back().name.agency, "102");
  EXPECT_TRUE(budgets().List(decided, {.state = BudgetState::kDraft}, std::nullopt, 9)->empty());
  // Of the changes only those with a revision.
  const auto changes = stores_->log().ListChanges(decided, 0, 2);
  ASSERT_EQ(changes->changes.size(), 2U);
  for (const LoggedChange& change : changes->changes) EXPECT_EQ(change.method, "SubmitBudget");
  EXPECT_TRUE(stores_->log().ListChanges(decided, changes->position, 2)->changes.empty());
}

INSTANTIATE_TEST_SUITE_P(Stores, StoreScope, EveryStore(), StoreName);

}  // namespace
}  // namespace clearbudget::submission
