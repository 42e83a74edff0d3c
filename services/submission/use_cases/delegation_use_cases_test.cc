#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/errors/error.h"
#include "common/testing/status_matchers.h"
#include "services/submission/domain/etag.h"
#include "services/submission/testing/use_case_fixture.h"

namespace clearbudget::submission {
namespace {

using errors::Reason;
using ports::FieldChange;
using testing::HasReason;
using testing::HasViolation;
using testing::IsOk;

class DelegationUseCases : public ::testing::Test {
 protected:
  UseCaseFixture fixture_;
  UseCases& run_ = fixture_.use_cases;
  const names::DelegationName name_{"130303", "leave-2020"};

  static identity::Caller Caller(const std::string& person, const std::string& role) {
    return {.subject = "oidc:" + person,
            .person = person,
            .agency = "regions/130303/agencies/101",
            .roles = {role},
            .region = "regions/130303"};
  }

  static ports::Act Act(const identity::Caller& caller, const std::string& method,
                        const std::string& request_id) {
    ports::Act act = ActBy(caller.person, method, request_id);
    act.caller = caller;
    return act;
  }

  absl::StatusOr<Delegation> Lend(const identity::Caller& caller, const std::string& request_id = "lend") {
    Delegation delegation;
    delegation.name = name_;
    delegation.delegator = "somebody else";
    delegation.delegate = "王五";
    delegation.roles = {"department_reviewer"};
    delegation.first_day = {2020, 2, 1};
    delegation.last_day = {2020, 2, 14};
    delegation.reason = "休假";
    return run_.create_delegation.Run(kRegionScope, Act(caller, "CreateDelegation", request_id), delegation);
  }

  const identity::Caller delegator_ = Caller("张三", "department_reviewer");
  const identity::Caller delegate_ = Caller("王五", "unit_preparer");
  const identity::Caller watcher_ = Caller("李四", "finance_budget_reviewer");
  const identity::Caller stranger_ = Caller("外人", "department_reviewer");
};

TEST_F(DelegationUseCases, WhatIsLentIsTheCallersAndKnownAtOnce) {
  const auto lent = Lend(delegator_);
  ASSERT_THAT(lent, IsOk());
  EXPECT_EQ(lent->delegator, "张三");
  EXPECT_EQ(lent->agency, "regions/130303/agencies/101");
  EXPECT_EQ(lent->change_number, 1);
  EXPECT_EQ(fixture_.store.LastEffect().changes.front(), (FieldChange{"delegator", std::nullopt, "张三"}));
  const auto known = *fixture_.delegation_register->Find(name_.ToText(), {});
  ASSERT_TRUE(known.has_value());
  EXPECT_EQ(known->delegate, "王五");
  EXPECT_THAT(Lend(delegator_), IsOk()) << "a repeated request";
  EXPECT_THAT(Lend(delegator_, "again"), HasReason(Reason::kAlreadyExists));
}

TEST_F(DelegationUseCases, WhoMayNotLendIsRefusedAlsoForARepeatedRequest) {
  EXPECT_THAT(Lend(Caller("张三", "publisher")), HasReason(Reason::kPermissionDenied));
  ASSERT_THAT(Lend(delegator_), IsOk());
  EXPECT_THAT(Lend(Caller("张三", "publisher")), HasReason(Reason::kPermissionDenied));
}

TEST_F(DelegationUseCases, StrangersFindNothing) {
  ASSERT_THAT(Lend(delegator_), IsOk());
  const auto get = [&](const identity::Caller& caller) {
    return run_.get_delegation.Run(kRegionScope, caller, name_).status();
  };
  EXPECT_THAT(get(delegator_), IsOk());
  EXPECT_THAT(get(delegate_), IsOk());
  EXPECT_THAT(get(Caller("审计", "auditor")), IsOk());
  EXPECT_THAT(get({.subject = "service:performance"}), IsOk());
  EXPECT_THAT(get(watcher_), IsOk());
  EXPECT_THAT(get(stranger_), HasReason(Reason::kDelegationInvalid));
  const auto count = [&](const identity::Caller& caller) {
    return run_.list_delegations
        .Run(kRegionScope, caller, {"130303"}, {.size = 9, .token = {}, .subject = {}})
        ->delegations.size();
  };
  EXPECT_EQ(count(delegator_), 1U);
  EXPECT_EQ(count(delegate_), 1U);
  EXPECT_EQ(count(Caller("审计", "auditor")), 1U);
  EXPECT_EQ(count(watcher_), 1U);
  EXPECT_EQ(count(stranger_), 0U);
  EXPECT_EQ(count({.subject = "platform:a", .roles = {"platform"}}), 0U);
}

TEST_F(DelegationUseCases, WhatIsNotThereLooksAsWhatIsNotSeen) {
  const names::DelegationName none{"130303", "none"};
  const auto get = [&](const identity::Caller& caller) {
    return run_.get_delegation.Run(kRegionScope, caller, none).status();
  };
  const auto revoke = [&](const identity::Caller& caller) {
    return run_.revoke_delegation.Run(kRegionScope, Act(caller, "RevokeDelegation", "r"), none, "e").status();
  };
  for (const identity::Caller& caller : {watcher_, Caller("审计", "auditor")}) {
    EXPECT_THAT(get(caller), HasReason(Reason::kNotFound));
    EXPECT_THAT(revoke(caller), HasReason(Reason::kNotFound));
  }
  EXPECT_THAT(get(stranger_), HasReason(Reason::kDelegationInvalid));
  EXPECT_THAT(revoke(stranger_), HasReason(Reason::kDelegationInvalid));
  ASSERT_THAT(Lend(delegator_), IsOk());
  EXPECT_THAT(Lend(stranger_, "taken"), HasReason(Reason::kDelegationInvalid));
}

TEST_F(DelegationUseCases, WhoWatchesOverThemTakesItBackByHisOwnPower) {
  const auto lent = Lend(delegator_);
  ASSERT_THAT(lent, IsOk());
  identity::Caller borrowed = watcher_;
  borrowed.delegation = "regions/130303/delegations/other";
  const auto revoke = [&](const identity::Caller& caller) {
    return run_.revoke_delegation.Run(kRegionScope, Act(caller, "RevokeDelegation", "r"), name_,
                                      EtagOf(*lent));
  };
  EXPECT_THAT(revoke(borrowed), HasReason(Reason::kDelegationInvalid));
  ASSERT_THAT(revoke(watcher_), IsOk());
  EXPECT_TRUE((*fixture_.delegation_register->Find(name_.ToText(), {}))->revoked);
}

TEST_F(DelegationUseCases, NoStrangerAndNoDelegateTakesItBack) {
  const auto lent = Lend(delegator_);
  ASSERT_THAT(lent, IsOk());
  const auto revoke = [&](const identity::Caller& caller, const std::string& etag,
                          const std::string& request_id) {
    return run_.revoke_delegation.Run(kRegionScope, Act(caller, "RevokeDelegation", request_id), name_, etag);
  };
  EXPECT_THAT(revoke(stranger_, EtagOf(*lent), "a"), HasReason(Reason::kDelegationInvalid));
  EXPECT_THAT(revoke(delegate_, EtagOf(*lent), "b"), HasReason(Reason::kPermissionDenied));
  identity::Caller lent_to = delegator_;
  lent_to.delegation = "regions/130303/delegations/other";
  EXPECT_THAT(revoke(lent_to, EtagOf(*lent), "c"), HasReason(Reason::kPermissionDenied));
  EXPECT_THAT(revoke(delegator_, "old", "d"), HasReason(Reason::kEtagMismatch));
  const auto revoked = revoke(delegator_, EtagOf(*lent), "e");
  ASSERT_THAT(revoked, IsOk());
  EXPECT_TRUE(revoked->revoked);
  EXPECT_TRUE((*fixture_.delegation_register->Find(name_.ToText(), {}))->revoked);
  EXPECT_THAT(revoke(delegator_, EtagOf(*lent), "e"), IsOk()) << "a repeated request";
  EXPECT_THAT(revoke(delegator_, EtagOf(*revoked), "f"), HasReason(Reason::kStateForbids));
}

TEST_F(DelegationUseCases, APageTokenHoldsForItsCaller) {
  ASSERT_THAT(Lend(delegator_), IsOk());
  Delegation second = *fixture_.store.FindDelegation(kRegionScope, name_);
  second.name.delegation = "second";
  ASSERT_THAT(
      fixture_.store.WriteDelegation(kRegionScope, second, {}, Act(delegator_, "CreateDelegation", "2")),
      IsOk());
  const auto page = [&](const identity::Caller& caller, const std::string& token) {
    return run_.list_delegations.Run(kRegionScope, caller, {"130303"},
                                     {.size = 1, .token = token, .subject = caller.subject});
  };
  const auto first = page(delegator_, "");
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(page(delegator_, first->next_page_token), IsOk());
  EXPECT_EQ(page(delegator_, first->next_page_token)->delegations.front().name.delegation, "second");
  EXPECT_THAT(page(delegate_, first->next_page_token),
              HasViolation("page_token", Reason::kPageTokenMalformed));
}

}  // namespace
}  // namespace clearbudget::submission
