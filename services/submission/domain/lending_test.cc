#include "services/submission/domain/lending.h"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>

#include "common/errors/error.h"

namespace clearbudget::submission {
namespace {

using errors::Reason;

identity::Caller Approver() {
  return {.subject = "oidc:7",
          .person = "李四",
          .roles = {"finance_approver", "auditor"},
          .region = "regions/130303"};
}

Delegation Lent() {
  Delegation delegation;
  delegation.name = {"130303", "leave-2020"};
  delegation.delegator = "李四";
  delegation.delegate = "王五";
  delegation.roles = {"finance_approver"};
  delegation.first_day = {2020, 2, 1};
  delegation.last_day = {2020, 5, 3};  // 92 days after, in a leap year.
  return delegation;
}

struct Row {
  const char* what;
  std::function<void(identity::Caller&, Delegation&)> change;
  std::optional<Reason> refused;
  const char* path = "";
};

TEST(Lending, WhatMayBeLent) {
  const Row rows[] = {
      {"his own role", [](auto&, auto&) {}, std::nullopt},
      {"without a person", [](auto& caller, auto&) { caller.person = ""; }, Reason::kPermissionDenied},
      {"under a delegation", [](auto& caller, auto&) { caller.delegation = "regions/130303/delegations/x"; },
       Reason::kPermissionDenied},
      {"a role that he does not have", [](auto&, auto& lent) { lent.roles = {"publisher"}; },
       Reason::kPermissionDenied},
      {"an auditor's eyes", [](auto&, auto& lent) { lent.roles = {"auditor"}; }, Reason::kInvalidRequest,
       "delegation.roles[0]"},
      {"a role twice",
       [](auto&, auto& lent) {
         lent.roles = {"finance_approver", "finance_approver"};
       },
       Reason::kInvalidRequest, "delegation.roles[1]"},
      {"to himself", [](auto&, auto& lent) { lent.delegate = "李 四"; }, Reason::kInvalidRequest,
       "delegation.delegate"},
      {"to nobody", [](auto&, auto& lent) { lent.delegate = " "; }, Reason::kInvalidRequest,
       "delegation.delegate"},
      {"a day too long",
       [](auto&, auto& lent) {
         lent.last_day = {2020, 5, 4};
       },
       Reason::kInvalidRequest, "delegation.last_day"},
      {"one day", [](auto&, auto& lent) { lent.last_day = lent.first_day; }, std::nullopt},
      {"backwards",
       [](auto&, auto& lent) {
         lent.last_day = {2020, 1, 31};
       },
       Reason::kInvalidRequest, "delegation.last_day"},
  };
  for (const Row& row : rows) {
    identity::Caller caller = Approver();
    Delegation lent = Lent();
    row.change(caller, lent);
    const absl::Status status = CheckLending(caller, lent);
    EXPECT_EQ(errors::ReasonOf(status), row.refused) << row.what << ": " << status.ToString();
    const auto violations = errors::ViolationsOf(status);
    EXPECT_EQ(violations.empty() ? "" : violations.front().path, row.path) << row.what;
  }
}

TEST(Lending, WhoSeesIt) {
  const Delegation lent = Lent();
  const auto caller = [](std::string subject, std::string person, std::vector<std::string> roles) {
    return identity::Caller{
        .subject = std::move(subject), .person = std::move(person), .roles = std::move(roles)};
  };
  EXPECT_TRUE(MaySee(caller("a", "李四", {"publisher"}), lent));
  EXPECT_TRUE(MaySee(caller("b", "王五", {"publisher"}), lent));
  EXPECT_FALSE(MaySee(caller("c", "赵六", {"publisher"}), lent));
  EXPECT_TRUE(MaySee(caller("c", "赵六", {"auditor"}), lent));
  for (const char* role : {"finance_approver", "finance_budget_reviewer"}) {
    identity::Caller watcher = caller("d", "赵六", {role});
    EXPECT_TRUE(MaySee(watcher, lent)) << role;
    watcher.delegation = "regions/130303/delegations/x";
    EXPECT_FALSE(MaySee(watcher, lent)) << role;
    EXPECT_FALSE(MaySee(caller("d", "", {role}), lent)) << role;
  }
  EXPECT_FALSE(MaySee(caller("d", "赵六", {"finance_asset_reviewer"}), lent));
  EXPECT_TRUE(MaySee(caller("service:performance", "", {}), lent));
  EXPECT_FALSE(MaySee(caller("service:performance", "", {"platform"}), lent));
  EXPECT_FALSE(MaySee(caller("platform:a", "", {"platform"}), lent));
}

TEST(Lending, TheDelegatorTakesItBackOrWhoWatchesOverIt) {
  const Delegation lent = Lent();
  identity::Caller caller = Approver();
  EXPECT_TRUE(CheckTakingBack(caller, lent).ok());
  caller.delegation = "regions/130303/delegations/x";
  EXPECT_EQ(errors::ReasonOf(CheckTakingBack(caller, lent)), Reason::kPermissionDenied);
  caller = Approver();
  caller.person = "赵六";
  for (const char* role : {"finance_approver", "finance_budget_reviewer"}) {
    caller.roles = {role};
    EXPECT_TRUE(CheckTakingBack(caller, lent).ok()) << role;
  }
  caller.delegation = "regions/130303/delegations/x";
  EXPECT_EQ(errors::ReasonOf(CheckTakingBack(caller, lent)), Reason::kPermissionDenied);
  caller.delegation.clear();
  for (const char* role : {"auditor", "publisher", "finance_asset_reviewer"}) {
    caller.roles = {role};
    EXPECT_EQ(errors::ReasonOf(CheckTakingBack(caller, lent)), Reason::kPermissionDenied) << role;
  }
}

}  // namespace
}  // namespace clearbudget::submission
