// Who reaches what through the real service: peers, states, delegations, four eyes, and what of it the trail
// keeps.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "common/errors/error.h"
#include "common/storage/audit_log.h"
#include "common/storage/operation_log.h"
#include "common/testing/status_matchers.h"
#include "common/trail_export/effect_text.h"
#include "services/submission/testing/service_fixture.h"

namespace clearbudget::submission {
namespace {

using errors::Reason;
using ports::FieldChange;
using ::testing::Contains;
using testing::HasReason;
using ::testing::HasSubstr;
using testing::HasViolation;
using testing::IsOk;
namespace v1 = budget::v1;
using BudgetStub = v1::BudgetService::StubInterface;
using AgencyStub = v1::AgencyService::StubInterface;
using DelegationStub = v1::DelegationService::StubInterface;

constexpr char kBudget[] = "regions/130303/agencies/101/budgets/2020";
constexpr char kRevision[] = "regions/130303/agencies/101/budgets/2020/revisions/1";
// So many days from today.
std::string Day(int days) {
  const auto day =
      std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()) + std::chrono::days(days);
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

constexpr char kLeave[] = "regions/130303/delegations/leave";

class AccessTest : public ::testing::Test {
 protected:
  AccessTest() {
    v1::CreateAgencyRequest agency;
    agency.mutable_agency()->set_name("regions/130303/agencies/101");
    v1::AgencyAttributes& attributes = *agency.mutable_agency()->add_attributes();
    attributes.set_valid_from("2018-01-01");
    attributes.set_full_name("某部门");
    attributes.set_short_name("部门");
    attributes.set_region_name("某区");
    agency.set_request_id("agency");
    v1::Agency made;
    EXPECT_THAT(service_.Call(office_, *service_.agencies, &AgencyStub::CreateAgency, agency, made), IsOk());
    v1::CreateBudgetRequest request;
    v1::Budget& budget = *request.mutable_budget();
    budget.set_name(kBudget);
    budget.set_kind(v1::STATEMENT_KIND_BUDGET);
    budget.set_origin(v1::BUDGET_ORIGIN_RECORDED);
    budget.set_pack("cn-hebei-2020");
    request.set_request_id("create");
    EXPECT_THAT(service_.Call(clerk_, *service_.budgets, &BudgetStub::CreateBudget, request, budget_),
                IsOk());
  }

  absl::Status Get(const identity::Caller& caller, const std::string& name,
                   const std::string& acting_for = "") {
    v1::GetBudgetRequest request;
    request.set_name(name);
    v1::Budget budget;
    return service_.Call(caller, *service_.budgets, &BudgetStub::GetBudget, request, budget, acting_for);
  }

  absl::Status Submit(const identity::Caller& caller, const std::string& acting_for,
                      v1::BudgetRevision& revision) {
    v1::SubmitBudgetRequest request;
    request.set_name(kBudget);
    request.set_etag(budget_.etag());
    request.set_request_id("submit");
    return service_.Call(caller, *service_.budgets, &BudgetStub::SubmitBudget, request, revision, acting_for);
  }

  absl::Status Approve(const identity::Caller& caller, const v1::BudgetRevision& revision,
                       const std::string& acting_for, const std::string& request_id,
                       v1::BudgetRevision& approved) {
    v1::GetBudgetRequest get;
    get.set_name(kBudget);
    v1::Budget budget;
    EXPECT_THAT(service_.Call(clerk_, *service_.budgets, &BudgetStub::GetBudget, get, budget), IsOk());
    v1::ApproveBudgetRequest request;
    request.set_name(revision.name());
    request.set_etag(budget.etag());
    request.set_digest(revision.digest());
    request.set_legal_date("2020-02-01");
    request.set_document_number("财预〔2020〕1号");
    request.set_request_id(request_id);
    return service_.Call(caller, *service_.budgets, &BudgetStub::ApproveBudget, request, approved,
                         acting_for);
  }

  absl::StatusOr<v1::Delegation> Lend(const identity::Caller& delegator, const std::string& delegate,
                                      const std::string& role) {
    v1::CreateDelegationRequest request;
    v1::Delegation& delegation = *request.mutable_delegation();
    delegation.set_name(kLeave);
    delegation.set_delegate(delegate);
    delegation.add_roles(role);
    delegation.set_first_day(Day(-1));
    delegation.set_last_day(Day(30));
    delegation.set_reason("休假");
    request.set_request_id("lend");
    v1::Delegation lent;
    absl::Status status =
        service_.Call(delegator, *service_.delegations, &DelegationStub::CreateDelegation, request, lent);
    if (!status.ok()) return status;
    return lent;
  }

  std::unique_ptr<storage::SqliteDatabase> File() const {
    storage::DatabaseOptions options;
    options.path = service_.DatabaseFile();
    options.read_only = true;
    return *storage::SqliteDatabase::Open(options);
  }

  std::vector<storage::Operation> Operations(const std::string& aggregate) const {
    return *storage::ListChanges(*File(), "130303", aggregate, 0, 99);
  }

  std::vector<trail::AuditRecord> AuditEvents() const {
    return *storage::ListAuditEvents(*File(), "130303", 0, 99);
  }

  ServiceFixture service_;
  const identity::Caller office_ = ServiceFixture::Person("赵六", "finance_budget_reviewer", "");
  const identity::Caller clerk_ = ServiceFixture::Person("张三", "department_reviewer", "101");
  const identity::Caller approver_ = ServiceFixture::Person("李四", "finance_approver", "");
  v1::Budget budget_;
};

TEST_F(AccessTest, ADraftAndNothingAreTheSameToWhoMaySeeNeither) {
  const absl::Status draft = Get(approver_, kBudget);
  EXPECT_THAT(draft, HasReason(Reason::kPermissionDenied));
  const absl::Status nothing = Get(approver_, "regions/130303/agencies/101/budgets/2021");
  EXPECT_THAT(nothing, HasReason(Reason::kPermissionDenied));
  v1::ListBudgetsRequest list;
  list.set_parent("regions/130303/agencies/-");
  v1::ListBudgetsResponse listed;
  ASSERT_THAT(service_.Call(approver_, *service_.budgets, &BudgetStub::ListBudgets, list, listed), IsOk());
  EXPECT_EQ(listed.budgets_size(), 0);
  v1::ListBudgetChangesRequest feed;
  feed.set_parent("regions/130303/agencies/-");
  v1::ListBudgetChangesResponse changes;
  ASSERT_THAT(service_.Call(approver_, *service_.budgets, &BudgetStub::ListBudgetChanges, feed, changes),
              IsOk());
  EXPECT_EQ(changes.changes_size(), 0);

  v1::BudgetRevision revision;
  ASSERT_THAT(Submit(clerk_, "", revision), IsOk());
  EXPECT_THAT(Get(approver_, kBudget), IsOk());
  ASSERT_THAT(service_.Call(approver_, *service_.budgets, &BudgetStub::ListBudgets, list, listed), IsOk());
  EXPECT_EQ(listed.budgets_size(), 1);
  ASSERT_THAT(service_.Call(approver_, *service_.budgets, &BudgetStub::ListBudgetChanges, feed, changes),
              IsOk());
  ASSERT_EQ(changes.changes_size(), 1);
  EXPECT_EQ(changes.changes(0).method(), "SubmitBudget");
}

TEST_F(AccessTest, ACursorAndAPageTokenHoldForTheirCaller) {
  v1::ListBudgetChangesRequest feed;
  feed.set_parent("regions/130303/agencies/101");
  v1::ListBudgetChangesResponse changes;
  ASSERT_THAT(service_.Call(clerk_, *service_.budgets, &BudgetStub::ListBudgetChanges, feed, changes),
              IsOk());
  feed.set_cursor(changes.cursor());
  ASSERT_THAT(service_.Call(clerk_, *service_.budgets, &BudgetStub::ListBudgetChanges, feed, changes),
              IsOk());
  EXPECT_EQ(changes.changes_size(), 0);
  EXPECT_THAT(service_.Call(office_, *service_.budgets, &BudgetStub::ListBudgetChanges, feed, changes),
              HasViolation("cursor", Reason::kPageTokenMalformed));
}

TEST_F(AccessTest, PeersReachWhatTheyAreListedForAndNothingElse) {
  v1::BudgetRevision revision;
  ASSERT_THAT(Submit(clerk_, "", revision), IsOk());
  const auto peer = v1::BudgetService::NewStub(service_.Channel("performance"));
  v1::GetBudgetRevisionRequest listed;
  listed.set_name(kRevision);
  {
    grpc::ClientContext context;
    EXPECT_THAT(rpc::FromGrpc(peer->GetBudgetRevision(&context, listed, &revision)), IsOk());
  }
  {
    grpc::ClientContext context;
    v1::GetBudgetRequest request;
    request.set_name(kBudget);
    v1::Budget budget;
    EXPECT_THAT(rpc::FromGrpc(peer->GetBudget(&context, request, &budget)),
                HasReason(Reason::kPermissionDenied));
  }
  grpc::ClientContext context;
  EXPECT_THAT(rpc::FromGrpc(service_.budgets->GetBudgetRevision(&context, listed, &revision)),
              HasReason(Reason::kCredentialsMissing));
}

TEST_F(AccessTest, OfTwoApproversAtOnceOneWinsAndTheOtherIsTold) {
  v1::BudgetRevision revision;
  ASSERT_THAT(Submit(clerk_, "", revision), IsOk());
  v1::GetBudgetRequest get;
  get.set_name(kBudget);
  v1::Budget budget;
  ASSERT_THAT(service_.Call(clerk_, *service_.budgets, &BudgetStub::GetBudget, get, budget), IsOk());
  v1::ApproveBudgetRequest request;
  request.set_name(revision.name());
  request.set_etag(budget.etag());
  request.set_digest(revision.digest());
  request.set_request_id("approve");
  std::vector<absl::Status> results(4);
  {
    std::vector<std::jthread> approvers;
    for (size_t i = 0; i < results.size(); ++i) {
      approvers.emplace_back([&, i] {
        const auto caller = ServiceFixture::Person("批" + std::to_string(i), "finance_approver", "");
        v1::BudgetRevision approved;
        results[i] = service_.Call(caller, *service_.budgets, &BudgetStub::ApproveBudget, request, approved);
      });
    }
  }
  EXPECT_EQ(
      std::count_if(results.begin(), results.end(), [](const absl::Status& status) { return status.ok(); }),
      1);
  for (const absl::Status& status : results) {
    if (!status.ok()) {
      EXPECT_EQ(status.code(), absl::StatusCode::kAborted) << status.ToString();
    }
  }
}

TEST_F(AccessTest, AnActUnderADelegationIsBothPeoples) {
  const identity::Caller colleague = ServiceFixture::Person("王五", "unit_preparer", "102");
  v1::BudgetRevision revision;
  EXPECT_THAT(Submit(colleague, "", revision), HasReason(Reason::kPermissionDenied));
  EXPECT_THAT(Submit(colleague, kLeave, revision), HasReason(Reason::kDelegationInvalid));
  EXPECT_THAT(Lend(clerk_, "王五", "finance_approver"), HasReason(Reason::kPermissionDenied));
  const auto lent = Lend(clerk_, "王五", "department_reviewer");
  ASSERT_THAT(lent, IsOk());
  EXPECT_EQ(lent->delegator(), "张三");
  ASSERT_THAT(Submit(colleague, kLeave, revision), IsOk());
  EXPECT_EQ(revision.submission().person(), "王五");
  EXPECT_EQ(revision.submission().delegator(), "张三");
  EXPECT_EQ(revision.submission().delegation(), kLeave);
  // The delegator's other account is no second pair of eyes.
  identity::Caller second = ServiceFixture::Person("张三", "finance_approver", "");
  second.subject = "account:second";
  v1::BudgetRevision approved;
  EXPECT_THAT(Approve(second, revision, "", "a1", approved), HasReason(Reason::kOtherPersonRequired));
  EXPECT_THAT(AuditEvents(),
              Contains(::testing::Field(&trail::AuditRecord::reason, "OTHER_PERSON_REQUIRED")));

  v1::RevokeDelegationRequest revoke;
  revoke.set_name(kLeave);
  revoke.set_etag(lent->etag());
  revoke.set_request_id("revoke");
  v1::Delegation revoked;
  ASSERT_THAT(
      service_.Call(clerk_, *service_.delegations, &DelegationStub::RevokeDelegation, revoke, revoked),
      IsOk());
  // Also a repeated request needs the permission that it needed first.
  EXPECT_THAT(Submit(colleague, kLeave, revision), HasReason(Reason::kDelegationInvalid));
  const auto operations = Operations(kLeave);
  ASSERT_EQ(operations.size(), 2U);
  EXPECT_EQ(operations[1].method, "/clearbudget.budget.v1.DelegationService/RevokeDelegation");
  EXPECT_THAT(trail_export::EffectFromText(operations[1].effect)->changes,
              Contains(FieldChange{"revoked", "false", "true"}));
}

TEST_F(AccessTest, APeerLearnsWhoMayActAndNotWhy) {
  ASSERT_THAT(Lend(clerk_, "王五", "department_reviewer"), IsOk());
  v1::GetDelegationRequest get;
  get.set_name(kLeave);
  v1::Delegation seen;
  ASSERT_THAT(service_.Call(clerk_, *service_.delegations, &DelegationStub::GetDelegation, get, seen),
              IsOk());
  EXPECT_NE(seen.reason(), "");
  const auto peer = v1::DelegationService::NewStub(service_.Channel("performance"));
  grpc::ClientContext context;
  v1::Delegation told;
  ASSERT_THAT(rpc::FromGrpc(peer->GetDelegation(&context, get, &told)), IsOk());
  EXPECT_EQ(told.delegate(), "王五");
  EXPECT_EQ(told.reason(), "");
}

TEST_F(AccessTest, TheTrailSaysWhoDidWhatFromWhereWithBeforeAndAfter) {
  v1::BudgetRevision revision;
  ASSERT_THAT(Submit(clerk_, "", revision), IsOk());
  v1::BudgetRevision approved;
  ASSERT_THAT(Approve(approver_, revision, "", "approve", approved), IsOk());
  const auto operations = Operations(kBudget);
  ASSERT_EQ(operations.size(), 3U);
  const storage::Operation& approval = operations.back();
  EXPECT_EQ(approval.caller, "account:李四");
  EXPECT_EQ(approval.person, "李四");
  EXPECT_EQ(approval.roles, "finance_approver");
  EXPECT_EQ(approval.client_address, "192.0.2.7");
  EXPECT_EQ(approval.resource, kRevision);
  EXPECT_EQ(approval.legal_date, "2020-02-01");
  const auto effect = trail_export::EffectFromText(approval.effect);
  ASSERT_TRUE(effect.has_value());
  EXPECT_THAT(effect->changes, Contains(FieldChange{"state", "SUBMITTED", "APPROVED"}));
  EXPECT_THAT(effect->changes,
              Contains(FieldChange{"revisions[1].decision.legal_date", std::nullopt, "2020-02-01"}));
  EXPECT_THAT(effect->changes, Contains(FieldChange{"revisions[1].decision.document_number", std::nullopt,
                                                    "财预〔2020〕1号"}));
}

TEST_F(AccessTest, RefusalsAndReadsOfOthersAreKept) {
  const identity::Caller stranger = ServiceFixture::Person("外人", "department_reviewer", "102");
  EXPECT_THAT(Get(stranger, kBudget), HasReason(Reason::kPermissionDenied));
  ASSERT_THAT(Get(clerk_, kBudget), IsOk());
  ASSERT_THAT(Get(office_, kBudget), IsOk());
  const auto events = AuditEvents();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].kind, trail::AuditKind::kRefusal);
  EXPECT_EQ(events[0].person, "外人");
  EXPECT_EQ(events[0].resource, kBudget);
  EXPECT_EQ(events[1].kind, trail::AuditKind::kRead);
  EXPECT_EQ(events[1].person, "赵六");
}

TEST_F(AccessTest, AMarkedTextIsNeitherStoredNorRepeated) {
  v1::UpdateBudgetRequest request;
  request.mutable_budget()->set_name(kBudget);
  request.mutable_budget()->set_etag(budget_.etag());
  request.mutable_budget()->mutable_content()->mutable_department()->set_introduction("机密★10年 某事");
  request.mutable_update_mask()->add_paths("content.department.introduction");
  request.set_request_id("secret");
  v1::Budget budget;
  const absl::Status refused =
      service_.Call(clerk_, *service_.budgets, &BudgetStub::UpdateBudget, request, budget);
  EXPECT_FALSE(refused.ok());
  EXPECT_THAT(refused.ToString(), ::testing::Not(HasSubstr("某事")));
  EXPECT_EQ(Operations(kBudget).size(), 1U);
}

}  // namespace
}  // namespace clearbudget::submission
