// The main path through the real service: callers by their assertions, a real server, SQLite, the
// repository's packs.
#include <gtest/gtest.h>

#include <string>

#include "common/errors/error.h"
#include "common/testing/status_matchers.h"
#include "services/submission/testing/service_fixture.h"

namespace clearbudget::submission {
namespace {

using errors::Reason;
using testing::HasReason;
using testing::HasViolation;
using testing::IsOk;
namespace v1 = budget::v1;
using BudgetStub = v1::BudgetService::StubInterface;
using AgencyStub = v1::AgencyService::StubInterface;
using PackStub = pack::v1::PackService::StubInterface;

constexpr char kBudget[] = "regions/130303/agencies/101/budgets/2020";

class ServiceTest : public ::testing::Test {
 protected:
  ServiceFixture service_;
  const identity::Caller reviewer_ = ServiceFixture::Person("赵六", "finance_budget_reviewer", "");
  const identity::Caller clerk_ = ServiceFixture::Person("张三", "department_reviewer", "101");
  const identity::Caller approver_ = ServiceFixture::Person("李四", "finance_approver", "");

  absl::Status CreateAgency(const std::string& code, const std::string& parent) {
    v1::CreateAgencyRequest request;
    request.mutable_agency()->set_name("regions/130303/agencies/" + code);
    v1::AgencyAttributes& attributes = *request.mutable_agency()->add_attributes();
    attributes.set_valid_from("2018-01-01");
    attributes.set_parent(parent);
    attributes.set_full_name("某部门" + code);
    attributes.set_short_name("部门");
    attributes.set_region_name("某区");
    request.set_request_id("agency-" + code);
    v1::Agency agency;
    return service_.Call(reviewer_, *service_.agencies, &AgencyStub::CreateAgency, request, agency);
  }

  static v1::CreateBudgetRequest Creation() {
    v1::CreateBudgetRequest request;
    v1::Budget& budget = *request.mutable_budget();
    budget.set_name(kBudget);
    budget.set_kind(v1::STATEMENT_KIND_BUDGET);
    budget.set_origin(v1::BUDGET_ORIGIN_RECORDED);
    budget.set_pack("cn-hebei-2020");
    budget.mutable_content()->mutable_department()->set_introduction("依法履行职责。");
    v1::InternalNote& note = *budget.mutable_content()->add_internal_notes();
    note.set_number(1);
    note.set_text("内部");
    request.set_request_id("create");
    return request;
  }

  absl::Status Create(v1::Budget& budget) {
    return service_.Call(clerk_, *service_.budgets, &BudgetStub::CreateBudget, Creation(), budget);
  }

  absl::Status WriteLine(const std::string& etag, const std::string& amount,
                         v1::WriteBudgetLinesResponse& response) {
    v1::WriteBudgetLinesRequest request;
    request.set_name(kBudget);
    request.set_etag(etag);
    v1::BudgetLine& line = *request.add_lines();
    line.set_agency("101");
    line.set_function("2010101");
    line.set_amount(amount);
    request.set_request_id("lines-" + amount);
    return service_.Call(clerk_, *service_.budgets, &BudgetStub::WriteBudgetLines, request, response);
  }

  absl::Status Submit(const std::string& etag, v1::BudgetRevision& revision) {
    v1::SubmitBudgetRequest request;
    request.set_name(kBudget);
    request.set_etag(etag);
    request.set_request_id("submit");
    return service_.Call(clerk_, *service_.budgets, &BudgetStub::SubmitBudget, request, revision);
  }

  v1::Budget Get(v1::BudgetView view) {
    v1::GetBudgetRequest request;
    request.set_name(kBudget);
    request.set_view(view);
    v1::Budget budget;
    EXPECT_THAT(service_.Call(clerk_, *service_.budgets, &BudgetStub::GetBudget, request, budget), IsOk());
    return budget;
  }

  absl::Status Approve(const v1::BudgetRevision& revision) {
    v1::ApproveBudgetRequest request;
    request.set_name(revision.name());
    request.set_etag(Get(v1::BUDGET_VIEW_HEAD).etag());
    request.set_digest(revision.digest());
    request.set_legal_date("2020-02-01");
    request.set_request_id("approve");
    v1::BudgetRevision approved;
    return service_.Call(approver_, *service_.budgets, &BudgetStub::ApproveBudget, request, approved);
  }
};

TEST_F(ServiceTest, FromTheAgencyToTheDisclosableViewAndStillThereAfterAReopening) {
  ASSERT_THAT(CreateAgency("101", ""), IsOk());
  v1::Budget budget;
  ASSERT_THAT(Create(budget), IsOk());
  v1::WriteBudgetLinesResponse lines;
  ASSERT_THAT(WriteLine(budget.etag(), "12.50", lines), IsOk());
  EXPECT_EQ(lines.budget().line_count(), 1);
  v1::CheckBudgetRequest check;
  check.set_name(kBudget);
  type::v1::CheckReport report;
  ASSERT_THAT(service_.Call(clerk_, *service_.budgets, &BudgetStub::CheckBudget, check, report), IsOk());
  EXPECT_TRUE(report.submittable());
  v1::BudgetRevision revision;
  ASSERT_THAT(Submit(lines.budget().etag(), revision), IsOk());
  EXPECT_EQ(revision.digest(), report.subject_digest());
  ASSERT_THAT(Approve(revision), IsOk());

  service_.Stop();
  service_.Start();
  v1::GetDisclosableViewRequest request;
  request.set_name(revision.name());
  v1::DisclosableView view;
  ASSERT_THAT(service_.Call(clerk_, *service_.budgets, &BudgetStub::GetDisclosableView, request, view),
              IsOk());
  EXPECT_EQ(view.state(), v1::REVISION_STATE_APPROVED);
  EXPECT_EQ(view.agency_full_name(), "某部门101");
  EXPECT_EQ(view.approval_date(), "2020-02-01");
  EXPECT_EQ(view.revision_digest(), revision.digest());
  EXPECT_NE(view.digest(), view.revision_digest());
  EXPECT_EQ(view.content().internal_notes_size(), 0);
  ASSERT_EQ(view.content().lines_size(), 1);
  EXPECT_EQ(view.content().lines(0).amount(), "12.50");
  EXPECT_EQ(Get(v1::BUDGET_VIEW_FULL).state(), v1::BUDGET_STATE_APPROVED);

  v1::BudgetRevision replayed;
  ASSERT_THAT(Submit(lines.budget().etag(), replayed), IsOk());
  EXPECT_EQ(replayed.SerializeAsString(), revision.SerializeAsString());

  pack::v1::GetPackRequest pack_request;
  pack_request.set_digest(view.pack_digest());
  pack::v1::ResolvedPack kept;
  ASSERT_THAT(service_.Call(clerk_, *service_.packs, &PackStub::GetPack, pack_request, kept), IsOk());
  EXPECT_EQ(kept.id(), "cn-hebei-2020");
  EXPECT_GT(kept.content().rules_size(), 0);
}

TEST_F(ServiceTest, OtherDepartmentsSeeAndChangeNothing) {
  ASSERT_THAT(CreateAgency("101", ""), IsOk());
  ASSERT_THAT(CreateAgency("101002", "101"), IsOk());
  v1::Budget budget;
  ASSERT_THAT(Create(budget), IsOk());
  v1::GetBudgetRequest request;
  request.set_name(kBudget);
  const identity::Caller stranger = ServiceFixture::Person("外人", "department_reviewer", "102");
  EXPECT_THAT(service_.Call(stranger, *service_.budgets, &BudgetStub::GetBudget, request, budget),
              HasReason(Reason::kPermissionDenied));
  // A department reads what its unit has, here nothing yet; a unit does not read its department's.
  request.set_name("regions/130303/agencies/101002/budgets/2020");
  EXPECT_THAT(service_.Call(clerk_, *service_.budgets, &BudgetStub::GetBudget, request, budget),
              HasReason(Reason::kNotFound));
  const identity::Caller unit = ServiceFixture::Person("单位", "department_reviewer", "101002");
  request.set_name(kBudget);
  EXPECT_THAT(service_.Call(unit, *service_.budgets, &BudgetStub::GetBudget, request, budget),
              HasReason(Reason::kPermissionDenied));
}

TEST_F(ServiceTest, EveryMistakeOfARequestIsNamedAndNothingIsStored) {
  ASSERT_THAT(CreateAgency("101", ""), IsOk());
  v1::CreateBudgetRequest request = Creation();
  request.mutable_budget()->clear_kind();
  request.mutable_budget()->set_pack_digest("mine");
  for (const char* amount : {"1e6", "12.345", "１２", ""}) {
    v1::BudgetLine& line = *request.mutable_budget()->mutable_content()->add_lines();
    line.set_item("item" + std::to_string(request.budget().content().lines_size()));
    line.set_amount(amount);
  }
  v1::Budget budget;
  const absl::Status refused =
      service_.Call(clerk_, *service_.budgets, &BudgetStub::CreateBudget, request, budget);
  for (int line = 0; line < 3; ++line) {
    const std::string path = "budget.content.lines[" + std::to_string(line) + "].amount";
    EXPECT_THAT(refused, HasViolation(path, Reason::kAmountMalformed));
  }
  EXPECT_THAT(refused, HasViolation("budget.pack_digest", Reason::kOutputOnly));
  v1::GetBudgetRequest get;
  get.set_name(kBudget);
  EXPECT_THAT(service_.Call(clerk_, *service_.budgets, &BudgetStub::GetBudget, get, budget),
              HasReason(Reason::kNotFound));
}

TEST_F(ServiceTest, ARequestIdUsedForAnotherRequestAndAnOldEtagAreRefused) {
  ASSERT_THAT(CreateAgency("101", ""), IsOk());
  v1::Budget budget;
  ASSERT_THAT(Create(budget), IsOk());
  v1::Budget again;
  ASSERT_THAT(Create(again), IsOk());
  EXPECT_EQ(again.SerializeAsString(), budget.SerializeAsString());
  v1::CreateBudgetRequest other = Creation();
  other.mutable_budget()->set_demonstration(true);
  EXPECT_THAT(service_.Call(clerk_, *service_.budgets, &BudgetStub::CreateBudget, other, again),
              HasReason(Reason::kRequestIdReused));
  v1::WriteBudgetLinesResponse lines;
  ASSERT_THAT(WriteLine(budget.etag(), "1.00", lines), IsOk());
  EXPECT_THAT(WriteLine(budget.etag(), "2.00", lines), HasReason(Reason::kEtagMismatch));
}

}  // namespace
}  // namespace clearbudget::submission
