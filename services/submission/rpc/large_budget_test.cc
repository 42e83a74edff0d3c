// A budget of 100,000 lines, from batches to the disclosable view.
#include <gtest/gtest.h>

#include <string>

#include "common/testing/status_matchers.h"
#include "fmt/format.h"
#include "services/submission/testing/service_fixture.h"

namespace clearbudget::submission {
namespace {

using testing::IsOk;
namespace v1 = budget::v1;
using BudgetStub = v1::BudgetService::StubInterface;

constexpr char kBudget[] = "regions/130303/agencies/101/budgets/2020";
constexpr int kLines = 100'000;
constexpr int kBatch = 1'000;

class LargeBudget : public ::testing::Test {
 protected:
  ServiceFixture service_;
  const identity::Caller reviewer_ = ServiceFixture::Person("赵六", "finance_budget_reviewer", "");

  std::string Create() {
    v1::CreateAgencyRequest agency;
    agency.mutable_agency()->set_name("regions/130303/agencies/101");
    agency.mutable_agency()->add_attributes()->set_valid_from("2018-01-01");
    agency.mutable_agency()->mutable_attributes(0)->set_full_name("某部门");
    agency.set_request_id("agency");
    v1::Agency registered;
    EXPECT_THAT(service_.Call(reviewer_, *service_.agencies, &v1::AgencyService::StubInterface::CreateAgency,
                              agency, registered),
                IsOk());
    v1::CreateBudgetRequest request;
    request.mutable_budget()->set_name(kBudget);
    request.mutable_budget()->set_kind(v1::STATEMENT_KIND_BUDGET);
    request.mutable_budget()->set_origin(v1::BUDGET_ORIGIN_RECORDED);
    request.mutable_budget()->set_pack("cn-hebei-2020");
    request.set_request_id("create");
    v1::Budget budget;
    EXPECT_THAT(service_.Call(reviewer_, *service_.budgets, &BudgetStub::CreateBudget, request, budget),
                IsOk());
    return budget.etag();
  }

  // Writes lines first to first + kBatch - 1; the new etag.
  std::string WriteBatch(int first, const std::string& etag) {
    v1::WriteBudgetLinesRequest request;
    request.set_name(kBudget);
    request.set_etag(etag);
    request.set_request_id(fmt::format("batch-{}", first));
    for (int i = first; i < first + kBatch; ++i) {
      v1::BudgetLine& line = *request.add_lines();
      line.set_agency("101");
      line.set_function("2010101");
      line.set_economic("30101");
      line.set_item(fmt::format("{:06}", i));
      line.set_amount("1.00");
    }
    v1::WriteBudgetLinesResponse response;
    EXPECT_THAT(service_.Call(reviewer_, *service_.budgets, &BudgetStub::WriteBudgetLines, request, response),
                IsOk());
    EXPECT_EQ(response.budget().line_count(), first + kBatch);
    return response.budget().etag();
  }

  int CountLines(const std::string& parent) {
    v1::ListBudgetLinesRequest request;
    request.set_parent(parent);
    request.set_page_size(5000);
    int count = 0;
    std::string last;
    do {
      v1::ListBudgetLinesResponse page;
      EXPECT_THAT(service_.Call(reviewer_, *service_.budgets, &BudgetStub::ListBudgetLines, request, page),
                  IsOk());
      for (const v1::BudgetLine& line : page.lines()) {
        EXPECT_LT(last, line.item());
        last = line.item();
      }
      count += page.lines_size();
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return count;
  }
};

TEST_F(LargeBudget, IsWrittenCheckedFrozenAndReadByPage) {
  std::string etag = Create();
  for (int first = 0; first < kLines; first += kBatch) etag = WriteBatch(first, etag);
  EXPECT_EQ(CountLines(kBudget), kLines);
  v1::CheckBudgetRequest check;
  check.set_name(kBudget);
  type::v1::CheckReport report;
  ASSERT_THAT(service_.Call(reviewer_, *service_.budgets, &BudgetStub::CheckBudget, check, report), IsOk());
  v1::SubmitBudgetRequest submit;
  submit.set_name(kBudget);
  submit.set_etag(etag);
  submit.set_request_id("submit");
  v1::BudgetRevision revision;
  ASSERT_THAT(service_.Call(reviewer_, *service_.budgets, &BudgetStub::SubmitBudget, submit, revision),
              IsOk());
  EXPECT_EQ(revision.line_count(), kLines);
  EXPECT_EQ(revision.digest(), report.subject_digest());
  EXPECT_EQ(CountLines(revision.name()), kLines);
  v1::GetDisclosableViewRequest request;
  request.set_name(revision.name());
  v1::DisclosableView view;
  ASSERT_THAT(service_.Call(reviewer_, *service_.budgets, &BudgetStub::GetDisclosableView, request, view),
              IsOk());
  EXPECT_EQ(view.content().lines_size(), kLines);
}

}  // namespace
}  // namespace clearbudget::submission
