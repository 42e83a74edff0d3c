// The service behind a real server over mutual TLS, with readers from memory; and its readers against a
// backend that is away.
#include "services/disclosure/rpc/statement_rpc.h"

#include <memory>
#include <string>
#include <utility>

#include "common/contract/reader.h"
#include "common/digest/digest.h"
#include "common/rpc/peer_callers.h"
#include "common/rpc/server.h"
#include "common/rpc/status_conversion.h"
#include "common/rpc/testing/fake_gate_ports.h"
#include "common/rpc/testing/test_trust.h"
#include "common/testing/fake_id_source.h"
#include "common/testing/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/disclosure/adapters/grpc_budget_reader.h"
#include "services/disclosure/adapters/grpc_evaluation_reader.h"
#include "services/disclosure/adapters/grpc_plan_reader.h"
#include "services/disclosure/testing/composed.h"
#include "services/disclosure/testing/fake_readers.h"

namespace clearbudget::disclosure {
namespace {

using errors::Reason;
using testing::HasReason;
using ::testing::HasSubstr;
using testing::HasViolation;
using testing::IsOk;

constexpr char kRevision[] = "regions/990101/agencies/301/budgets/2026/revisions/1";
constexpr char kOtherRevision[] = "regions/990101/agencies/301/budgets/2026/revisions/2";
constexpr char kOutline[] = R"pb(
  outlines {
    id: "statement"
    title: "{$agency_full_name}{$year}年预算"
    opening { paragraph { fragments { text: "收入{income.total.this_year}元" not_stated: "未列示" } } }
  }
  outlines { id: "evaluation-annex" title: "绩效评价" }
)pb";

// Somebody at agency 301.
identity::Caller CallerWith(const std::string& role) {
  return {.subject = "account:s",
          .person = "张三",
          .agency = "regions/990101/agencies/301",
          .roles = {role},
          .region = "regions/990101"};
}

class StatementServiceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto plan = PlanOf(SmallPack(kOutline));
    ASSERT_THAT(plan.status(), IsOk());
    plans_.plan = *plan;
    budgets_.revisions[kRevision] = RevisionOf("");
    auto server = rpc::Server::Start(config_, {{&service_, &service_.methods()}});
    ASSERT_THAT(server.status(), IsOk());
    server_ = *std::move(server);
    stub_ = v1::StatementService::NewStub(trust_.Channel("gateway", "disclosure", server_->port()));
  }

  rpc::ServerConfig Config() {
    rpc::ServerConfig config;
    config.port = 0;
    config.drain_time = std::chrono::milliseconds(0);
    trust_.Configure("disclosure", config);
    return config;
  }

  absl::StatusOr<v1::RenderedStatement> Render(const v1::RenderStatementRequest& request,
                                               const std::string& role = "auditor") {
    return RenderAs(CallerWith(role), request);
  }

  absl::StatusOr<v1::RenderedStatement> RenderAs(const identity::Caller& caller,
                                                 const v1::RenderStatementRequest& request) {
    grpc::ClientContext context;
    trust_.AddCaller(caller, "disclosure", context);
    v1::RenderedStatement statement;
    const absl::Status status = rpc::FromGrpc(stub_->RenderStatement(&context, request, &statement));
    if (!status.ok()) return status;
    return statement;
  }

  static v1::RenderStatementRequest Request(const std::string& format = "text") {
    v1::RenderStatementRequest request;
    request.set_name(kRevision);
    request.set_format(format);
    return request;
  }

  FakeBudgetReader budgets_;
  FakePlanReader plans_;
  FakeEvaluationReader evaluations_;
  RenderStatement render_statement_{budgets_, plans_, evaluations_};
  const ports::SystemClock clock_;
  testing::FakeIdSource ids_;
  rpc::TestTrust trust_;
  const rpc::ServerConfig config_ = Config();
  std::unique_ptr<rpc::PeerCallers> callers_ =
      *rpc::PeerCallers::Load("disclosure", config_.tls, config_.assertion_public_key_file, clock_);
  rpc::FakeDelegations delegations_;
  rpc::FakeAgencyRelations relations_;
  rpc::FakeAuditLog audit_;
  rpc::MethodGate gate_{
      {*callers_, delegations_, relations_, audit_, clock_, ids_},
      [](const google::protobuf::Message& request) { return contract::CheckRequest(request); }};
  StatementRpc service_{render_statement_, gate_};
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<v1::StatementService::Stub> stub_;
};

TEST_F(StatementServiceTest, RendersEveryFormatToTheSameBytesEachTime) {
  for (const char* format : {"text", "html"}) {
    const auto first = Render(Request(format));
    ASSERT_THAT(first.status(), IsOk());
    EXPECT_EQ(first->revision(), kRevision);
    EXPECT_EQ(first->format(), format);
    EXPECT_THAT(first->content(), HasSubstr("云川县林业和草原局2026年预算"));
    EXPECT_EQ(first->content_sha256(), digest::Sha256Hex(first->content()));
    EXPECT_EQ(first->disclosable_digest(), "cb1:sha256:00");
    ASSERT_EQ(first->insufficient_places_size(), 1);
    EXPECT_THAT(first->insufficient_places(0), HasSubstr("income.total.this_year"));
    const auto again = Render(Request(format));
    ASSERT_THAT(again.status(), IsOk());
    EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  }
}

TEST_F(StatementServiceTest, NamesTheFile) {
  const auto statement = Render(Request("html"));
  ASSERT_THAT(statement.status(), IsOk());
  EXPECT_EQ(statement->file_name(), "regions-990101-agencies-301-budgets-2026-revisions-1.html");
  EXPECT_EQ(statement->media_type(), "text/html; charset=utf-8");
}

TEST_F(StatementServiceTest, ListsFormats) {
  grpc::ClientContext context;
  trust_.AddCaller(CallerWith("unit_preparer"), "disclosure", context);
  v1::ListFormatsResponse formats;
  ASSERT_TRUE(stub_->ListFormats(&context, {}, &formats).ok());
  ASSERT_EQ(formats.formats_size(), 2);
  EXPECT_EQ(formats.formats(0).id(), "html");
  EXPECT_EQ(formats.formats(1).file_suffix(), ".txt");
}

TEST_F(StatementServiceTest, RefusesWhatItDoesNotKnow) {
  EXPECT_THAT(Render(Request("docx")).status(), HasViolation("format", Reason::kCodeUnknown));
  EXPECT_THAT(Render(Request("")).status(), HasViolation("format", Reason::kRequired));
  auto other = Request();
  other.set_name(kOtherRevision);
  EXPECT_THAT(Render(other).status(), HasReason(Reason::kNotFound));
}

TEST_F(StatementServiceTest, RefusesWhoMayNotSeeTheRevision) {
  EXPECT_THAT(Render(Request(), "nobody").status(), HasReason(Reason::kPermissionDenied));
  auto other = Request();
  other.set_name("regions/990101/agencies/302/budgets/2026/revisions/1");
  EXPECT_THAT(Render(other, "publisher").status(), HasReason(Reason::kPermissionDenied));
}

TEST_F(StatementServiceTest, TakesOnlyEvaluationsOfTheRevision) {
  EvaluationOfRevision evaluation;
  evaluation.revision = kOtherRevision;
  evaluation.record = budgets_.revisions[kRevision].content;
  const std::string name = std::string(kRevision) + "/evaluations/1";
  auto request = Request();
  request.set_evaluation(name);
  EXPECT_THAT(Render(request).status(), HasReason(Reason::kNotFound));
  evaluations_.evaluations[name] = evaluation;
  EXPECT_THAT(Render(request).status(), HasViolation("evaluation", Reason::kInconsistent));
}

TEST_F(StatementServiceTest, AnEvaluationOfAnotherAgencyIsRefusedBeforeAnythingIsRead) {
  const std::string existing = "regions/990101/agencies/302/budgets/2026/revisions/1/evaluations/1";
  evaluations_.evaluations[existing] = {};
  for (const std::string& name :
       {existing, std::string("regions/990101/agencies/302/budgets/2026/revisions/1/evaluations/2"),
        std::string(kOtherRevision) + "/evaluations/1", std::string(kRevision)}) {
    auto request = Request();
    request.set_evaluation(name);
    EXPECT_THAT(Render(request, "publisher").status(), HasViolation("evaluation", Reason::kInconsistent))
        << name;
  }
  EXPECT_EQ(evaluations_.reads, 0);
  EXPECT_EQ(budgets_.reads, 0);
}

TEST_F(StatementServiceTest, WhoReadsWhatAnotherAgencyHasNotPublishedLeavesAnEvent) {
  ASSERT_THAT(Render(Request(), "publisher").status(), IsOk());
  EXPECT_TRUE(audit_.Events().empty());
  identity::Caller auditor = CallerWith("auditor");
  auditor.agency.clear();
  ASSERT_THAT(RenderAs(auditor, Request()).status(), IsOk());
  ASSERT_EQ(audit_.Events().size(), 1U);
  EXPECT_EQ(audit_.Events()[0].kind, ports::AuditEvent::Kind::kRead);
  EXPECT_EQ(audit_.Events()[0].resource, kRevision);
  // Without a place to record it, nothing goes out.
  audit_.GoAway(errors::Error(Reason::kStoreUnavailable));
  EXPECT_EQ(RenderAs(auditor, Request()).status().code(), absl::StatusCode::kUnavailable);
}

TEST_F(StatementServiceTest, TellsWhatThePackLacks) {
  auto request = Request();
  request.set_include_findings(true);
  budgets_.revisions[kRevision].report = budgets_.revisions[kRevision].content;
  EXPECT_THAT(Render(request).status(), HasReason(Reason::kPackInvalid));
}

TEST_F(StatementServiceTest, PassesOnThatAServiceIsAway) {
  budgets_.away = errors::Error(Reason::kBackendUnavailable, {{"backend", "submission"}});
  const auto statement = Render(Request());
  EXPECT_EQ(statement.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(errors::MetadataOf(statement.status())["backend"], "submission");
}

TEST(GrpcReaders, NameTheServiceThatIsAway) {
  // Port 1 is never listened on here.
  rpc::TestTrust trust;
  const rpc::TlsFiles files = trust.FilesOf("disclosure");
  const rpc::Backend submission("submission", "127.0.0.1:1", {}, files, std::chrono::milliseconds(2000));
  const rpc::Backend performance("performance", "127.0.0.1:1", {}, files, std::chrono::milliseconds(2000));
  const ports::CallLimits limits;
  const absl::Status revision = GrpcBudgetReader(submission).ReadRevision(limits, kRevision).status();
  const absl::Status plan = GrpcPlanReader(submission).ReadPlan(limits, "cb1:sha256:00").status();
  const absl::Status evaluation =
      GrpcEvaluationReader(performance).ReadEvaluation(limits, kRevision).status();
  for (const auto& [status, backend] : {std::pair(revision, "submission"), std::pair(plan, "submission"),
                                        std::pair(evaluation, "performance")}) {
    EXPECT_THAT(status, HasReason(Reason::kBackendUnavailable));
    EXPECT_EQ(errors::MetadataOf(status)["backend"], backend);
  }
}

}  // namespace
}  // namespace clearbudget::disclosure
