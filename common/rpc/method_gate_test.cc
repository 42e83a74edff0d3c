#include "common/rpc/method_gate.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "clearbudget/budget/v1/budget_service.pb.h"
#include "common/errors/error.h"
#include "common/rpc/method_table.h"
#include "common/rpc/status_conversion.h"
#include "common/rpc/testing/fake_gate_ports.h"
#include "common/testing/fake_clock.h"
#include "common/testing/fake_id_source.h"
#include "common/testing/status_matchers.h"
#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "grpcpp/test/server_context_test_spouse.h"
#include "gtest/gtest.h"

namespace clearbudget::rpc {
namespace {

using errors::Reason;
using ports::AuditEvent;
using ports::Scope;
using testing::HasReason;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::SizeIs;

constexpr char kOwn[] = "regions/1/agencies/101";
constexpr char kUnit[] = "regions/1/agencies/101002";
constexpr char kOther[] = "regions/1/agencies/202";
constexpr char kOthersBudget[] = "regions/1/agencies/202/budgets/2020";
constexpr char kDelegation[] = "regions/1/delegations/leave";

// Rules of the contract's budget service, without a service behind them.
class MethodGateTest : public ::testing::Test {
 protected:
  void Act(const std::string& role, const std::string& agency = kOwn, const std::string& person = "李四") {
    callers_.Set(Incoming{.caller = {.subject = "account:" + person,
                                     .person = person,
                                     .agency = agency,
                                     .roles = {role},
                                     .region = "regions/1"},
                          .client_address = "192.0.2.7"});
  }
  void ActAsService(const std::string& service) {
    callers_.Set(Incoming{.caller = {.subject = "service:" + service}, .service = service});
  }

  // The whole way of a call whose handler answers with `answer`.
  template <typename Request>
  absl::Status Call(const std::string& method, const Request& request,
                    const absl::Status& answer = absl::OkStatus()) {
    grpc::ServerContext context;
    grpc::testing::ServerContextTestSpouse spouse(&context);
    for (const auto& [key, value] : metadata_) spouse.AddClientMetadata(key, value);
    const MethodRule& rule = rules_.at(method);
    call_ = {};
    absl::Status status = gate_.Admit(rule, context, request, call_);
    if (status.ok()) {
      const absl::Status recorded = gate_.RecordRead(rule, request, call_, answer);
      status = recorded.ok() ? answer : recorded;
    }
    return FromGrpc(gate_.Finish(rule, context, request, call_, gate_.Now(), status));
  }

  absl::Status Get(const std::string& name) {
    budget::v1::GetBudgetRequest request;
    request.set_name(name);
    return Call("GetBudget", request);
  }
  absl::Status GetRevision(const std::string& name) {
    budget::v1::GetBudgetRevisionRequest request;
    request.set_name(name);
    return Call("GetBudgetRevision", request);
  }
  absl::Status List(const std::string& parent) {
    budget::v1::ListBudgetsRequest request;
    request.set_parent(parent);
    return Call("ListBudgets", request);
  }
  absl::Status Approve(const std::string& name, const absl::Status& answer = absl::OkStatus()) {
    budget::v1::ApproveBudgetRequest request;
    request.set_name(name);
    request.set_request_id("r-1");
    return Call("ApproveBudget", request, answer);
  }

  FakeCallerSource callers_;
  FakeDelegations delegations_;
  FakeAgencyRelations relations_;
  FakeAuditLog audit_;
  FakeResourceStates states_;
  testing::FakeClock clock_;
  testing::FakeIdSource ids_;
  std::vector<std::pair<std::string, std::string>> metadata_;
  std::map<std::string, MethodRule, std::less<>> rules_ =
      *ReadMethodTable(*google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
          "clearbudget.budget.v1.BudgetService"));
  MethodGate gate_{{callers_, delegations_, relations_, audit_, clock_, ids_, &states_},
                   [this](const auto&) { return checked_; }};
  absl::Status checked_;
  CallContext call_;
};

TEST_F(MethodGateTest, AStateOpensWhatIsBeingWorkedOn) {
  Act("finance_approver", "");
  for (const char* state : {"submitted", "returned", "approved"}) {
    states_.states[kOthersBudget] = state;
    EXPECT_THAT(Get(kOthersBudget), IsOk()) << state;
    EXPECT_EQ(call_.scope, Scope::OfAgency("1", "202").In({"submitted", "returned", "approved"}));
  }
}

TEST_F(MethodGateTest, ADraftCannotBeToldFromNothing) {
  Act("finance_approver", "");
  states_.states[kOthersBudget] = "draft";
  const absl::Status draft = Get(kOthersBudget);
  const int lookups = states_.lookups;
  states_.states.clear();
  const absl::Status nothing = Get(kOthersBudget);
  EXPECT_THAT(draft, HasReason(Reason::kPermissionDenied));
  EXPECT_EQ(draft, nothing);
  EXPECT_EQ(states_.lookups, 2 * lookups);
  EXPECT_EQ(relations_.lookups, 0);
}

TEST_F(MethodGateTest, WhoeverStandsInEveryStateIsNotAskedFor) {
  relations_.departments = {{kUnit, kOwn}};
  Act("unit_preparer");
  EXPECT_THAT(Get(std::string(kOwn) + "/budgets/2020"), IsOk());
  EXPECT_EQ(call_.scope, Scope::OfAgency("1", "101"));
  Act("department_reviewer");
  EXPECT_THAT(Get(std::string(kUnit) + "/budgets/2020"), IsOk());
  EXPECT_EQ(call_.scope, Scope::OfAgency("1", "101002"));
  EXPECT_EQ(states_.lookups, 0);
}

TEST_F(MethodGateTest, OfSeveralRolesTheWidestGrantHolds) {
  callers_.Set(Incoming{.caller = {.subject = "account:李四",
                                   .person = "李四",
                                   .roles = {"publisher", "finance_approver", "finance_budget_reviewer"},
                                   .region = "regions/1"}});
  EXPECT_THAT(Get(kOthersBudget), IsOk());
  EXPECT_EQ(call_.scope, Scope::OfAgency("1", "202"));
  EXPECT_EQ(states_.lookups, 0);
}

TEST_F(MethodGateTest, RevisionsAreFrozenAndListsShowTheStates) {
  Act("finance_approver", "");
  EXPECT_THAT(GetRevision(std::string(kOthersBudget) + "/revisions/1"), IsOk());
  EXPECT_EQ(call_.scope, Scope::OfAgency("1", "202"));
  EXPECT_THAT(List(kOther), IsOk());
  EXPECT_EQ(call_.scope, Scope::OfAgency("1", "202").In({"submitted", "returned", "approved"}));
  EXPECT_THAT(List("regions/1/agencies/-"), IsOk());
  EXPECT_EQ(call_.scope, Scope::OfRegion("1").In({"submitted", "returned", "approved"}));
  budget::v1::CheckBudgetRequest check;
  check.set_name(std::string(kOthersBudget) + "/revisions/1");
  EXPECT_THAT(Call("CheckBudget", check), IsOk());
  EXPECT_EQ(states_.lookups, 0) << "there is nothing to ask";
  check.set_name(kOthersBudget);
  EXPECT_THAT(Call("CheckBudget", check), HasReason(Reason::kPermissionDenied));
  EXPECT_EQ(states_.lookups, 1);
}

TEST_F(MethodGateTest, NoStateIsAskedForWhereTheRelationFails) {
  Act("unit_preparer");
  EXPECT_THAT(Get(kOthersBudget), HasReason(Reason::kPermissionDenied));
  Act("finance_approver", "");
  EXPECT_THAT(Get("regions/2/agencies/202/budgets/2020"), HasReason(Reason::kPermissionDenied));
  EXPECT_EQ(states_.lookups, 0);
  states_.away = errors::Error(Reason::kStoreUnavailable);
  EXPECT_THAT(Get(kOthersBudget), HasReason(Reason::kStoreUnavailable));
}

TEST_F(MethodGateTest, AServiceMayCallWhatListsIt) {
  ActAsService("performance");
  EXPECT_THAT(GetRevision(std::string(kOthersBudget) + "/revisions/1"), IsOk());
  EXPECT_EQ(call_.scope, Scope::OfAgency("1", "202"));
  EXPECT_THAT(audit_.Events(), IsEmpty()) << "it has checked its caller itself";
  EXPECT_THAT(Approve(std::string(kOthersBudget) + "/revisions/1"), HasReason(Reason::kPermissionDenied));
  ActAsService("disclosure");
  EXPECT_THAT(GetRevision(std::string(kOthersBudget) + "/revisions/1"), HasReason(Reason::kPermissionDenied));
  ASSERT_THAT(audit_.Events(), SizeIs(2));
  EXPECT_EQ(audit_.Events()[1].caller.subject, "service:disclosure");
}

TEST_F(MethodGateTest, AServiceBorrowsNoPower) {
  delegations_.known[kDelegation] = {.name = kDelegation, .delegate = ""};
  metadata_ = {{"x-acting-for", kDelegation}};
  ActAsService("performance");
  EXPECT_THAT(GetRevision(std::string(kOthersBudget) + "/revisions/1"),
              HasReason(Reason::kDelegationInvalid));
  EXPECT_EQ(delegations_.lookups, 0);
}

Delegation Lent() {
  return {.name = kDelegation,
          .delegator = "张三",
          .delegate = "李四",
          .roles = {"finance_approver"},
          .agency = "",
          .region = "regions/1",
          .first_day = "2020-01-31",
          .last_day = "2020-02-10"};
}

TEST_F(MethodGateTest, ActsUnderALentPowerAndNoOther) {
  delegations_.known[kDelegation] = Lent();
  metadata_ = {{"x-acting-for", kDelegation}};
  clock_.Set(ports::Instant(std::chrono::seconds(1580457600)));  // 2020-01-31 16:00 in China
  Act("unit_preparer");
  EXPECT_THAT(Approve(std::string(kOthersBudget) + "/revisions/1"), IsOk());
  EXPECT_EQ(call_.caller, (identity::Caller{.subject = "account:李四",
                                            .person = "李四",
                                            .roles = {"finance_approver"},
                                            .region = "regions/1",
                                            .delegator = "张三",
                                            .delegation = kDelegation}));
  budget::v1::UpdateBudgetRequest update;
  update.mutable_budget()->set_name(std::string(kOwn) + "/budgets/2020");
  update.set_request_id("r-2");
  EXPECT_THAT(Call("UpdateBudget", update), HasReason(Reason::kPermissionDenied))
      << "his own role is not with him";
  ASSERT_THAT(audit_.Events(), SizeIs(1));
  EXPECT_EQ(audit_.Events()[0].caller.delegator, "张三");
}

struct Day {
  const char* name;
  std::int64_t seconds;
  bool holds;
};
class DelegationDayTest : public MethodGateTest, public ::testing::WithParamInterface<Day> {};

TEST_P(DelegationDayTest, IsChinas) {
  delegations_.known[kDelegation] = Lent();
  metadata_ = {{"x-acting-for", kDelegation}};
  clock_.Set(ports::Instant(std::chrono::seconds(GetParam().seconds)));
  Act("unit_preparer");
  const absl::Status status = Approve(std::string(kOthersBudget) + "/revisions/1");
  if (GetParam().holds) {
    EXPECT_THAT(status, IsOk());
  } else {
    EXPECT_THAT(status, HasReason(Reason::kDelegationInvalid));
  }
}

// 2020-01-30T16:00:00Z is midnight before the first day, 2020-02-10T16:00:00Z the one after the last.
INSTANTIATE_TEST_SUITE_P(Ends, DelegationDayTest,
                         ::testing::Values(Day{"before", 1580399999, false},
                                           Day{"first_second", 1580400000, true},
                                           Day{"last_second", 1581350399, true},
                                           Day{"after", 1581350400, false}),
                         [](const auto& test) { return test.param.name; });

struct Wrong {
  const char* name;
  void (*make)(Delegation& delegation);
};
class DelegationTest : public MethodGateTest, public ::testing::WithParamInterface<Wrong> {};

TEST_P(DelegationTest, ThatDoesNotHoldIsRefusedAndRecorded) {
  Delegation delegation = Lent();
  delegation.first_day = "2020-01-01";
  GetParam().make(delegation);
  delegations_.known[delegation.name] = delegation;
  metadata_ = {{"x-acting-for", kDelegation}};
  Act("finance_approver");
  EXPECT_THAT(Approve(std::string(kOthersBudget) + "/revisions/1"), HasReason(Reason::kDelegationInvalid));
  ASSERT_THAT(audit_.Events(), SizeIs(1));
  EXPECT_EQ(audit_.Events()[0].reason, "DELEGATION_INVALID");
  EXPECT_EQ(audit_.Events()[0].caller.person, "李四");
}

INSTANTIATE_TEST_SUITE_P(
    Reasons, DelegationTest,
    ::testing::Values(Wrong{"unknown", [](Delegation& d) { d.name = "regions/1/delegations/another"; }},
                      Wrong{"revoked", [](Delegation& d) { d.revoked = true; }},
                      Wrong{"another_person", [](Delegation& d) { d.delegate = "王五"; }},
                      Wrong{"to_nobody", [](Delegation& d) { d.delegate = ""; }}),
    [](const auto& test) { return test.param.name; });

TEST_F(MethodGateTest, AMachineHasNoPersonToLendTo) {
  Delegation delegation = Lent();
  delegation.first_day = "2020-01-01";
  delegation.delegate = "";
  delegations_.known[kDelegation] = delegation;
  metadata_ = {{"x-acting-for", kDelegation}};
  Act("platform", kOwn, "");
  EXPECT_THAT(Approve(std::string(kOthersBudget) + "/revisions/1"), HasReason(Reason::kDelegationInvalid));
}

TEST_F(MethodGateTest, DelegationsAreNamedOnceAndWell) {
  delegations_.known[kDelegation] = Lent();
  Act("finance_approver");
  for (const char* name :
       {"", "leave", "regions/1/agencies/101/delegations/leave", "regions/1/delegations/../x"}) {
    metadata_ = {{"x-acting-for", name}};
    EXPECT_THAT(Approve(std::string(kOthersBudget) + "/revisions/1"), HasReason(Reason::kDelegationInvalid))
        << name;
  }
  metadata_ = {{"x-acting-for", kDelegation}, {"x-acting-for", kDelegation}};
  EXPECT_THAT(Approve(std::string(kOthersBudget) + "/revisions/1"), HasReason(Reason::kDelegationInvalid));
  EXPECT_EQ(delegations_.lookups, 0);
  metadata_ = {{"x-acting-for", kDelegation}};
  delegations_.away = errors::Error(Reason::kBackendUnavailable, {{"backend", "submission"}});
  EXPECT_THAT(Approve(std::string(kOthersBudget) + "/revisions/1"), HasReason(Reason::kBackendUnavailable));
}

TEST_F(MethodGateTest, ARefusalIsRecordedWithAllThatIsKnown) {
  Act("unit_preparer");
  EXPECT_THAT(Approve(std::string(kOwn) + "/budgets/2020/revisions/1"), HasReason(Reason::kPermissionDenied));
  ASSERT_THAT(audit_.Events(), SizeIs(1));
  const AuditEvent expected{.kind = AuditEvent::Kind::kRefusal,
                            .caller = {.subject = "account:李四",
                                       .person = "李四",
                                       .agency = kOwn,
                                       .roles = {"unit_preparer"},
                                       .region = "regions/1"},
                            .client_address = "192.0.2.7",
                            .method = "/clearbudget.budget.v1.BudgetService/ApproveBudget",
                            .resource = std::string(kOwn) + "/budgets/2020/revisions/1",
                            .request_id = "r-1",
                            .code = "PERMISSION_DENIED",
                            .reason = "PERMISSION_DENIED",
                            .time = 1'580'457'600'000'000};
  EXPECT_EQ(audit_.Events()[0], expected);
}

TEST_F(MethodGateTest, WhatIsNoNameIsNotKept) {
  Act("unit_preparer");
  EXPECT_THAT(Approve("绝密★10年"), HasReason(Reason::kPermissionDenied));
  ASSERT_THAT(audit_.Events(), SizeIs(1));
  EXPECT_EQ(audit_.Events()[0].resource, "");
}

TEST_F(MethodGateTest, AnotherPersonThatWasRequiredIsARefusal) {
  Act("finance_approver", "");
  EXPECT_THAT(
      Approve(std::string(kOthersBudget) + "/revisions/1", errors::Error(Reason::kOtherPersonRequired)),
      HasReason(Reason::kOtherPersonRequired));
  ASSERT_THAT(audit_.Events(), SizeIs(1));
  EXPECT_EQ(audit_.Events()[0].code, "FAILED_PRECONDITION");
  EXPECT_EQ(audit_.Events()[0].reason, "OTHER_PERSON_REQUIRED");
}

TEST_F(MethodGateTest, AMutationThatStoresNothingIsAReadOfAnotherAgency) {
  const std::string revision = std::string(kOthersBudget) + "/revisions/1";
  Act("finance_approver", "");
  EXPECT_THAT(Approve(revision), IsOk());
  EXPECT_THAT(audit_.Events(), IsEmpty()) << "an operation tells it";
  for (const Reason fault : {Reason::kStoreUnavailable, Reason::kDeadlineExceeded, Reason::kInternal}) {
    EXPECT_THAT(Approve(revision, errors::Error(fault)), HasReason(fault));
  }
  EXPECT_THAT(audit_.Events(), IsEmpty()) << "a fault tells nothing";
  EXPECT_THAT(Approve(revision, errors::Error(Reason::kStateForbids)), HasReason(Reason::kStateForbids));
  budget::v1::ApproveBudgetRequest request;
  request.set_name(revision);
  request.set_request_id("r-2");
  request.set_validate_only(true);
  EXPECT_THAT(Call("ApproveBudget", request), IsOk());
  ASSERT_THAT(audit_.Events(), SizeIs(2));
  for (const AuditEvent& event : audit_.Events()) {
    EXPECT_EQ(event.kind, AuditEvent::Kind::kRead);
    EXPECT_EQ(event.resource, revision);
  }
  Act("finance_approver", kOther);
  EXPECT_THAT(Call("ApproveBudget", request), IsOk());
  EXPECT_THAT(audit_.Events(), SizeIs(2)) << "the caller's own";
  Act("finance_approver", "");
  audit_.GoAway(errors::Error(Reason::kStoreUnavailable));
  EXPECT_THAT(Call("ApproveBudget", request), HasReason(Reason::kStoreUnavailable));
  EXPECT_THAT(Approve(revision, errors::Error(Reason::kStateForbids)), HasReason(Reason::kStoreUnavailable));
}

TEST_F(MethodGateTest, ASecrecyMarkingIsARefusalThatKeepsNothingOfTheText) {
  Act("finance_approver", "");
  checked_ = errors::BadRequest({{.path = "comment", .reason = Reason::kTooLong},
                                 {.path = "opinion", .reason = Reason::kConfidentialContent}});
  EXPECT_THAT(Approve("绝密★10年"), HasReason(Reason::kInvalidRequest));
  ASSERT_THAT(audit_.Events(), SizeIs(1));
  EXPECT_EQ(audit_.Events()[0].kind, AuditEvent::Kind::kRefusal);
  EXPECT_EQ(audit_.Events()[0].code, "INVALID_ARGUMENT");
  EXPECT_EQ(audit_.Events()[0].reason, "CONFIDENTIAL_CONTENT");
  EXPECT_EQ(audit_.Events()[0].resource, "");
  checked_ = errors::BadRequest({{.path = "comment", .reason = Reason::kTooLong}});
  EXPECT_THAT(Approve(kOthersBudget), HasReason(Reason::kInvalidRequest));
  EXPECT_THAT(audit_.Events(), SizeIs(1));
}

TEST_F(MethodGateTest, ARefusalStandsWhereItCannotBeRecorded) {
  audit_.GoAway(errors::Error(Reason::kStoreUnavailable));
  Act("unit_preparer");
  EXPECT_THAT(Approve(std::string(kOwn) + "/budgets/2020/revisions/1"), HasReason(Reason::kPermissionDenied));
}

TEST_F(MethodGateTest, ReadsOfAnotherAgencyAreRecorded) {
  const std::string revision = std::string(kOthersBudget) + "/revisions/1";
  Act("unit_preparer");
  EXPECT_THAT(GetRevision(std::string(kOwn) + "/budgets/2020/revisions/1"), IsOk());
  EXPECT_THAT(audit_.Events(), IsEmpty()) << "the caller's own";
  relations_.departments = {{kUnit, kOwn}};
  Act("department_reviewer");
  EXPECT_THAT(GetRevision(std::string(kUnit) + "/budgets/2020/revisions/1"), IsOk());
  EXPECT_THAT(audit_.Events(), SizeIs(1)) << "a unit is another agency";
  Act("auditor", "");
  EXPECT_THAT(GetRevision(revision), IsOk());
  EXPECT_THAT(List("regions/1/agencies/-"), IsOk());
  ASSERT_THAT(audit_.Events(), SizeIs(3));
  const AuditEvent read = audit_.Events()[1];
  EXPECT_EQ(read.kind, AuditEvent::Kind::kRead);
  EXPECT_EQ(read.resource, revision);
  EXPECT_EQ(read.code, "OK");
  EXPECT_EQ(read.reason, "");
  audit_.GoAway(errors::Error(Reason::kStoreUnavailable));
  EXPECT_THAT(GetRevision(revision), HasReason(Reason::kStoreUnavailable))
      << "what cannot be recorded is not given";
}

}  // namespace
}  // namespace clearbudget::rpc
