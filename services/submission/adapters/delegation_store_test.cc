#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/errors/error.h"
#include "common/testing/status_matchers.h"
#include "services/submission/adapters/cached_delegation_register.h"
#include "services/submission/testing/stores.h"

namespace clearbudget::submission {
namespace {

using errors::Reason;
using testing::HasReason;
using testing::IsOk;
using testing::IsOkAndHolds;

class DelegationStoreContract : public StoreContract {
 protected:
  DelegationStore& delegations() { return stores_->delegations(); }

  static Delegation Lent(const std::string& id, const std::string& delegator, const std::string& delegate) {
    Delegation delegation;
    delegation.name = {"130303", id};
    delegation.delegator = delegator;
    delegation.agency = "regions/130303/agencies/101";
    delegation.delegate = delegate;
    delegation.roles = {"department_reviewer", "publisher"};
    delegation.first_day = {2020, 2, 1};
    delegation.last_day = {2020, 2, 14};
    delegation.reason = "休假";
    delegation.change_number = 1;
    return delegation;
  }

  absl::StatusOr<Answer> Write(const Delegation& delegation, const std::string& request_id) {
    return delegations().WriteDelegation(kRegionScope, delegation, {},
                                         ActBy(delegation.delegator, "CreateDelegation", request_id));
  }

  std::vector<std::string> Ids(const std::optional<std::string>& person, const std::string& after,
                               int64_t limit) {
    std::vector<std::string> ids;
    const auto found = delegations().ListDelegations(kRegionScope, person, after, limit);
    EXPECT_THAT(found, IsOk());
    for (const Delegation& delegation : *found) ids.push_back(delegation.name.delegation);
    return ids;
  }
};

TEST_P(DelegationStoreContract, WhatWasWrittenIsReadAndChangedByCompareAndSet) {
  Delegation lent = Lent("a", "张三", "李四");
  ASSERT_THAT(Write(lent, "r1"), IsOk());
  EXPECT_THAT(delegations().FindDelegation(kRegionScope, lent.name), IsOkAndHolds(lent));
  EXPECT_THAT(Write(lent, "r1"), IsOk()) << "a repeated request";
  EXPECT_THAT(Write(lent, "r2"), HasReason(Reason::kAlreadyExists));
  lent.revoked = true;
  lent.change_number = 2;
  ASSERT_THAT(Write(lent, "r3"), IsOk());
  EXPECT_THAT(Write(lent, "r4"), HasReason(Reason::kEtagMismatch));
  EXPECT_THAT(delegations().FindDelegation(kRegionScope, lent.name), IsOkAndHolds(lent));
  EXPECT_THAT(delegations().FindDelegation(kRegionScope, {"130303", "b"}), HasReason(Reason::kNotFound));
}

TEST_P(DelegationStoreContract, ListsAreOfAPersonOrOfAll) {
  ASSERT_THAT(Write(Lent("a", "张三", "李四"), "a"), IsOk());
  ASSERT_THAT(Write(Lent("b", "李四", "王五"), "b"), IsOk());
  ASSERT_THAT(Write(Lent("c", "赵六", "王五"), "c"), IsOk());
  using Strings = std::vector<std::string>;
  EXPECT_EQ(Ids(std::nullopt, "", 9), (Strings{"a", "b", "c"}));
  EXPECT_EQ(Ids("李四", "", 9), (Strings{"a", "b"}));
  EXPECT_EQ(Ids("王五", "b", 9), (Strings{"c"}));
  EXPECT_EQ(Ids("张三", "", 9), (Strings{"a"}));
  EXPECT_EQ(Ids("外人", "", 9), Strings());
  EXPECT_EQ(Ids(std::nullopt, "", 2), (Strings{"a", "b"}));
  EXPECT_EQ(delegations().AllDelegations()->size(), 3U);
}

TEST_P(DelegationStoreContract, OnlyAScopeOfTheirRegionReachesThem) {
  const Delegation lent = Lent("a", "张三", "李四");
  ASSERT_THAT(Write(lent, "r1"), IsOk());
  for (const ports::Scope& scope :
       {ports::Scope(), ports::Scope::OfRegion("130304"), ports::Scope::OfAgency("130303", "101")}) {
    EXPECT_THAT(delegations().FindDelegation(scope, lent.name), HasReason(Reason::kInternal));
    EXPECT_THAT(delegations().WriteDelegation(scope, lent, {}, ActBy("张三", "CreateDelegation", "x")),
                HasReason(Reason::kInternal));
    const auto listed = delegations().ListDelegations(scope, std::nullopt, "", 9);
    EXPECT_TRUE(!listed.ok() || listed->empty());
  }
}

TEST_P(DelegationStoreContract, TheRegisterKnowsWhatWasStoredBeforeItAndWhatItIsTold) {
  Delegation lent = Lent("a", "张三", "李四");
  ASSERT_THAT(Write(lent, "r1"), IsOk());
  const auto held = *CachedDelegationRegister::Load(delegations());
  const auto found = *held->Find("regions/130303/delegations/a", {});
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(*found, (rpc::Delegation{.name = "regions/130303/delegations/a",
                                     .delegator = "张三",
                                     .delegate = "李四",
                                     .roles = {"department_reviewer", "publisher"},
                                     .agency = "regions/130303/agencies/101",
                                     .region = "regions/130303",
                                     .first_day = "2020-02-01",
                                     .last_day = "2020-02-14",
                                     .revoked = false}));
  Delegation revoked = lent;
  revoked.revoked = true;
  revoked.change_number = 2;
  held->Put(revoked);
  held->Put(lent);  // An older state comes late.
  EXPECT_TRUE((*held->Find("regions/130303/delegations/a", {}))->revoked);
  EXPECT_FALSE(held->Find("regions/130303/delegations/b", {})->has_value());
  EXPECT_FALSE(held->Find("regions/130303/agencies/101", {})->has_value());
}

INSTANTIATE_TEST_SUITE_P(Stores, DelegationStoreContract, EveryStore(), StoreName);

}  // namespace
}  // namespace clearbudget::submission
