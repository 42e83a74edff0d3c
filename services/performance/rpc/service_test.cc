// The main path through the real service: mutual TLS, a real server, SQLite, and submission behind its
// contract.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/errors/error.h"
#include "common/testing/status_matchers.h"
#include "services/performance/testing/service_fixture.h"

namespace clearbudget::performance {
namespace {

using errors::Reason;
using ::testing::Contains;
using testing::HasReason;
using ::testing::HasSubstr;
using testing::HasViolation;
using testing::IsOk;
using ::testing::Not;
using Stub = v1::PerformanceService::StubInterface;

constexpr char kRevision[] = "regions/990101/agencies/201/budgets/2026/revisions/1";
constexpr char kReport[] = "regions/990101/agencies/201/budgets/2026/revisions/1/progressReports/12";
constexpr char kUnitReport[] = "regions/990101/agencies/201001/budgets/2026/revisions/1/progressReports/12";
constexpr char kOtherReport[] = "regions/990101/agencies/301/budgets/2026/revisions/1/progressReports/12";

class ServiceTest : public ::testing::Test {
 protected:
  ServiceTest() {
    budget::v1::Project& project = *service_.submission.revision.mutable_content()->add_projects();
    project.set_code("P1");
    project.set_name("项目");
    project.mutable_amount()->set_this_year("100.00");
    budget::v1::Indicator& indicator = *project.add_indicators();
    indicator.set_indicator_id("1");
    indicator.set_level_one("output");
    indicator.set_name("场次");
    indicator.set_target_value("≥10场");
    service_.submission.revision.set_demonstration(true);
  }

  static v1::WriteProgressReportRequest Request(const std::string& name, const std::string& id) {
    v1::WriteProgressReportRequest request;
    request.mutable_progress_report()->set_name(name);
    v1::ProjectProgress& project = *request.mutable_progress_report()->add_projects();
    project.set_project("P1");
    project.set_executed_amount("100.00");
    v1::IndicatorActual& actual = *project.add_indicators();
    actual.set_indicator_id("1");
    actual.set_actual_value("9场");
    request.set_request_id(id);
    return request;
  }

  static v1::CreateEvaluationRequest Creation(const std::string& id) {
    v1::CreateEvaluationRequest request;
    request.set_parent(kRevision);
    request.set_progress_report(kReport);
    request.set_request_id(id);
    return request;
  }

  absl::StatusOr<v1::ProgressReport> Write(const v1::WriteProgressReportRequest& request) {
    return service_.Call(clerk_, &Stub::WriteProgressReport, request);
  }

  ServiceFixture service_;
  const identity::Caller clerk_ = ServiceFixture::Person("张三", "department_reviewer", "201");
};

TEST_F(ServiceTest, FromTheReportToTheEvaluationAndStillThereAfterAReopening) {
  const auto report = Write(Request(kReport, "report"));
  ASSERT_THAT(report, IsOk());
  EXPECT_FALSE(report->etag().empty());
  // The service asks in its own name.
  EXPECT_THAT(service_.submission.last_metadata(), Not(Contains(HasSubstr("assertion"))));
  EXPECT_THAT(service_.submission.last_metadata(), Not(Contains("authorization")));
  const auto made = service_.Call(clerk_, &Stub::CreateEvaluation, Creation("evaluation"));
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made->name(), std::string(kRevision) + "/evaluations/1");
  EXPECT_EQ(made->projects(0).total_score(), "91.00");
  EXPECT_EQ(made->projects(0).grade_name(), "优");
  EXPECT_EQ(made->revision_digest(), "cb1:sha256:revision");
  EXPECT_EQ(made->progress_report_etag(), report->etag());
  EXPECT_EQ(made->person(), "张三");
  EXPECT_TRUE(made->demonstration());
  EXPECT_EQ(service_.submission.revision_reads(), 1);

  service_.Stop();
  service_.submission.Stop();
  service_.Start();
  v1::GetEvaluationRequest get;
  get.set_name(made->name());
  const auto read = service_.Call(clerk_, &Stub::GetEvaluation, get);
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->SerializeAsString(), made->SerializeAsString());
  const auto again = service_.Call(clerk_, &Stub::CreateEvaluation, Creation("evaluation"));
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), made->SerializeAsString());
  v1::ListEvaluationsRequest list;
  list.set_parent(kRevision);
  const auto page = service_.Call(clerk_, &Stub::ListEvaluations, list);
  ASSERT_THAT(page, IsOk());
  EXPECT_EQ(page->evaluations_size(), 1);
  v1::GetProgressReportRequest get_report;
  get_report.set_name(kReport);
  EXPECT_EQ(service_.Call(clerk_, &Stub::GetProgressReport, get_report)->SerializeAsString(),
            report->SerializeAsString());
}

TEST_F(ServiceTest, WithoutSubmissionTheAnswerNamesIt) {
  service_.submission.Stop();
  const auto written = Write(Request(kReport, "report"));
  EXPECT_THAT(written, HasReason(Reason::kBackendUnavailable));
  EXPECT_EQ(errors::MetadataOf(written.status()).at("backend"), "submission");
}

TEST_F(ServiceTest, ABadReportIsToldInOneAnswer) {
  v1::WriteProgressReportRequest request = Request(kReport, "report");
  request.mutable_progress_report()->mutable_projects(0)->set_executed_amount("1e6");
  EXPECT_THAT(Write(request),
              HasViolation("progress_report.projects[0].executed_amount", Reason::kAmountMalformed));
  request = Request(kReport, "report");
  request.mutable_progress_report()->add_projects()->set_project("P2");
  request.mutable_progress_report()->mutable_projects(0)->mutable_indicators(0)->set_indicator_id("7");
  const auto written = Write(request);
  EXPECT_THAT(written, HasViolation("progress_report.projects[1].project", Reason::kReferenceUnknown));
  EXPECT_THAT(written, HasViolation("progress_report.projects[0].indicators[0].indicator_id",
                                    Reason::kReferenceUnknown));
}

TEST_F(ServiceTest, AnotherStatesEtagIsRefused) {
  ASSERT_THAT(Write(Request(kReport, "1")), IsOk());
  EXPECT_THAT(Write(Request(kReport, "2")), HasReason(Reason::kEtagMismatch));
  EXPECT_THAT(Write(Request(kReport, "1")), IsOk());
}

TEST_F(ServiceTest, ADepartmentReportsForItselfAndItsUnits) {
  EXPECT_THAT(Write(Request(kUnitReport, "unit")), IsOk());
  EXPECT_THAT(Write(Request(kOtherReport, "other")), HasReason(Reason::kPermissionDenied));
  const identity::Caller auditor = ServiceFixture::Person("王五", "auditor", "");
  EXPECT_THAT(service_.Call(auditor, &Stub::WriteProgressReport, Request(kReport, "audit")),
              HasReason(Reason::kPermissionDenied));
}

TEST_F(ServiceTest, TheDisclosureServiceReadsEvaluationsAndNothingElse) {
  ASSERT_THAT(Write(Request(kReport, "report")), IsOk());
  const auto made = service_.Call(clerk_, &Stub::CreateEvaluation, Creation("evaluation"));
  ASSERT_THAT(made, IsOk());
  v1::GetEvaluationRequest get;
  get.set_name(made->name());
  EXPECT_THAT(service_.CallAsPeer(&Stub::GetEvaluation, get), IsOk());
  v1::GetProgressReportRequest get_report;
  get_report.set_name(kReport);
  EXPECT_THAT(service_.CallAsPeer(&Stub::GetProgressReport, get_report),
              HasReason(Reason::kPermissionDenied));
  EXPECT_THAT(service_.CallAsPeer(&Stub::CreateEvaluation, Creation("other")),
              HasReason(Reason::kPermissionDenied));
}

TEST_F(ServiceTest, AReportOfAnotherAgencyIsNotReadThroughARequestAboutTheOwn) {
  const identity::Caller finance = ServiceFixture::Person("赵六", "finance_performance_reviewer", "");
  ASSERT_THAT(service_.Call(finance, &Stub::WriteProgressReport, Request(kOtherReport, "other")), IsOk());
  const int reads = service_.submission.revision_reads();
  v1::CreateEvaluationRequest request = Creation("evaluation");
  request.set_progress_report(kOtherReport);
  const auto refused = service_.Call(clerk_, &Stub::CreateEvaluation, request);
  EXPECT_THAT(refused, HasViolation("progress_report", Reason::kInconsistent));
  // As for a report that does not exist.
  request.set_progress_report("regions/990101/agencies/401/budgets/2026/revisions/1/progressReports/12");
  EXPECT_THAT(service_.Call(clerk_, &Stub::CreateEvaluation, request),
              HasViolation("progress_report", Reason::kInconsistent));
  EXPECT_EQ(service_.submission.revision_reads(), reads);
}

TEST_F(ServiceTest, TheTrailTellsWhoDidWhatAndWhoWasRefused) {
  ASSERT_THAT(Write(Request(kReport, "report")), IsOk());
  ASSERT_THAT(Write(Request(kReport, "report")), IsOk());  // A repeat changes nothing.
  EXPECT_THAT(Write(Request(kOtherReport, "other")), HasReason(Reason::kPermissionDenied));
  const std::vector<trail::v1::TrailEntry> entries = service_.Trail();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].kind(), trail::v1::TRAIL_ENTRY_KIND_OPERATION);
  EXPECT_EQ(entries[0].aggregate(), kReport);
  EXPECT_EQ(entries[0].person(), "张三");
  EXPECT_EQ(entries[0].agency(), "regions/990101/agencies/201");
  EXPECT_EQ(entries[0].client_address(), "192.0.2.7");
  ASSERT_EQ(entries[0].changes_size(), 2);
  EXPECT_EQ(entries[0].changes(1).path(), "projects[P1].indicators[1].actual_value");
  EXPECT_FALSE(entries[0].changes(1).has_before());
  EXPECT_EQ(entries[0].changes(1).after(), "9场");
  EXPECT_EQ(entries[1].kind(), trail::v1::TRAIL_ENTRY_KIND_REFUSAL);
  EXPECT_EQ(entries[1].resource(), kOtherReport);
  EXPECT_EQ(entries[1].reason(), "PERMISSION_DENIED");
}

TEST_F(ServiceTest, ReadingAnotherAgencysReportLeavesAnEntry) {
  ASSERT_THAT(Write(Request(kReport, "report")), IsOk());
  v1::GetProgressReportRequest get;
  get.set_name(kReport);
  ASSERT_THAT(service_.Call(clerk_, &Stub::GetProgressReport, get), IsOk());
  EXPECT_EQ(service_.Trail().size(), 1U);
  const identity::Caller finance = ServiceFixture::Person("赵六", "finance_performance_reviewer", "");
  ASSERT_THAT(service_.Call(finance, &Stub::GetProgressReport, get), IsOk());
  // The auditor's own first reading of the trail is the second entry.
  const std::vector<trail::v1::TrailEntry> entries = service_.Trail();
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[2].kind(), trail::v1::TRAIL_ENTRY_KIND_READ);
  EXPECT_EQ(entries[2].person(), "赵六");
}

TEST_F(ServiceTest, APowerThatWasLentCountsAsItsLenders) {
  budget::v1::Delegation& lent = service_.submission.delegation;
  lent.set_name("regions/990101/delegations/leave");
  lent.set_delegator("张三");
  lent.set_agency("regions/990101/agencies/201");
  lent.set_delegate("李四");
  lent.add_roles("department_reviewer");
  lent.set_first_day("2020-01-01");
  lent.set_last_day("2999-12-31");
  const identity::Caller delegate = ServiceFixture::Person("李四", "department_reviewer", "301");
  const auto request = Request(kReport, "report");
  EXPECT_THAT(service_.Call(delegate, &Stub::WriteProgressReport, request),
              HasReason(Reason::kPermissionDenied));
  ASSERT_THAT(service_.Call(delegate, &Stub::WriteProgressReport, request, lent.name()), IsOk());
  const std::vector<trail::v1::TrailEntry> entries = service_.Trail();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[1].person(), "李四");
  EXPECT_EQ(entries[1].delegator(), "张三");
  EXPECT_EQ(entries[1].delegation(), lent.name());
  EXPECT_THAT(
      service_.Call(delegate, &Stub::WriteProgressReport, request, "regions/990101/delegations/nothing"),
      HasReason(Reason::kDelegationInvalid));
  EXPECT_THAT(service_.Call(clerk_, &Stub::WriteProgressReport, request, lent.name()),
              HasReason(Reason::kDelegationInvalid));
}

TEST_F(ServiceTest, TheRegisterIsReadOnceWhateverIsAskedFor) {
  EXPECT_THAT(Write(Request(kOtherReport, "other")), HasReason(Reason::kPermissionDenied));
  EXPECT_EQ(service_.submission.register_reads(), 1);
  for (const char* agency : {"201001", "301", "401"}) {
    v1::GetProgressReportRequest get;
    get.set_name(std::string("regions/990101/agencies/") + agency +
                 "/budgets/2026/revisions/1/progressReports/1");
    EXPECT_FALSE(service_.Call(clerk_, &Stub::GetProgressReport, get).ok());
  }
  EXPECT_EQ(service_.submission.register_reads(), 1);
  EXPECT_EQ(service_.submission.revision_reads(), 0);
}

TEST_F(ServiceTest, APackThatIsNotTheDigestsIsNotJudgedBy) {
  service_.submission.lies = true;
  EXPECT_THAT(Write(Request(kReport, "report")), HasReason(Reason::kChecksumMismatch));
}

TEST_F(ServiceTest, NamesAreRead) {
  v1::GetEvaluationRequest get;
  get.set_name("regions/990101/agencies/201/budgets/2026/revisions/1/evaluations/0");
  EXPECT_EQ(service_.Call(clerk_, &Stub::GetEvaluation, get).status().code(),
            absl::StatusCode::kInvalidArgument);
  get.set_name(std::string(kRevision) + "/evaluations/7");
  EXPECT_THAT(service_.Call(clerk_, &Stub::GetEvaluation, get), HasReason(Reason::kNotFound));
}

}  // namespace
}  // namespace clearbudget::performance
