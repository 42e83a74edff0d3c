// The whole service: mutual TLS on both sides, its own store, and the two services that it reads from behind
// their contracts.
#include "services/disclosure/process.h"

#include <memory>
#include <string>

#include "clearbudget/disclosure/v1/disclosure_trail_service.grpc.pb.h"
#include "clearbudget/disclosure/v1/statement_service.grpc.pb.h"
#include "common/errors/error.h"
#include "common/identity/signing_key.h"
#include "common/pack/pack_digest.h"
#include "common/ports/clock.h"
#include "common/rpc/server.h"
#include "common/rpc/status_conversion.h"
#include "common/rpc/testing/test_trust.h"
#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "services/disclosure/testing/composed.h"
#include "services/disclosure/testing/fake_suite.h"

namespace clearbudget::disclosure {
namespace {

using errors::Reason;
using testing::HasReason;
using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::Not;

constexpr char kRevision[] = "regions/990101/agencies/301/budgets/2026/revisions/1";
constexpr char kCanary[] = "canary-7f3a";
// A pack that would print whatever it can get hold of.
constexpr char kCuriousPack[] = R"pb(
  outlines {
    id: "statement"
    title: "{$agency_full_name}{$year}年预算"
    opening { paragraph { fragments { text: "收入{income.total.this_year}元" not_stated: "未列示" } } }
    sections {
      id: "notes"
      heading: "备注"
      blocks {
        each: "internal_notes"
        paragraph { fragments { text: "{text}" } }
      }
      blocks {
        each: "omissions"
        paragraph { fragments { text: "{legal_basis}{decided_by}" } }
      }
    }
  }
  outlines { id: "evaluation-annex" title: "绩效评价" }
)pb";

class ProcessTest : public ::testing::Test {
 protected:
  ProcessTest() {
    *suite_.pack.mutable_content() = SmallPack(kCuriousPack);
    suite_.pack.set_digest(pack::PackDigest(suite_.pack.content()));
    suite_.view.set_revision(kRevision);
    suite_.view.set_digest("cb1:sha256:00");
    suite_.view.set_pack_digest(suite_.pack.digest());
    suite_.view.set_agency_full_name("云川县林业和草原局");
    suite_.view.mutable_content()->mutable_income()->mutable_total()->set_this_year("100.00");
    configuration_.server.port = 0;
    configuration_.server.drain_time = std::chrono::milliseconds(0);
    trust_.Configure("disclosure", configuration_.server);
    configuration_.submission_address = suite_.submission_address();
    configuration_.performance_address = suite_.performance_address();
    configuration_.data_dir = directory_.File("data");
    configuration_.trail.key_file = directory_.File("trail.pem");
    EXPECT_TRUE(identity::GenerateKeys(configuration_.trail.key_file, directory_.File("trail.pub.pem")).ok());
  }

  void SetUp() override {
    auto process = Process::Open(configuration_, clock_);
    ASSERT_THAT(process, IsOk());
    process_ = *std::move(process);
    auto server = rpc::Server::Start(configuration_.server, process_->Services());
    ASSERT_THAT(server, IsOk());
    server_ = *std::move(server);
    stub_ = v1::StatementService::NewStub(trust_.Channel("gateway", "disclosure", server_->port()));
  }

  absl::StatusOr<v1::RenderedStatement> Render(const std::string& format, const std::string& agency = "301",
                                               const std::string& evaluation = "") {
    grpc::ClientContext context;
    trust_.AddCaller({.subject = "account:publisher",
                      .person = "张三",
                      .agency = "regions/990101/agencies/" + agency,
                      .roles = {"publisher"},
                      .region = "regions/990101"},
                     "disclosure", context);
    v1::RenderStatementRequest request;
    request.set_name(kRevision);
    request.set_format(format);
    request.set_evaluation(evaluation);
    v1::RenderedStatement statement;
    const absl::Status status = rpc::FromGrpc(stub_->RenderStatement(&context, request, &statement));
    if (!status.ok()) return status;
    return statement;
  }

  const ports::SystemClock clock_;
  testing::TemporaryDirectory directory_;
  rpc::TestTrust trust_;
  FakeSuite suite_{trust_};
  Configuration configuration_;
  std::unique_ptr<Process> process_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<v1::StatementService::Stub> stub_;
};

TEST_F(ProcessTest, RendersFromTheDisclosableViewInItsOwnName) {
  suite_.evaluation.set_name(std::string(kRevision) + "/evaluations/1");
  suite_.evaluation.set_revision(kRevision);
  const auto statement = Render("text", "301", suite_.evaluation.name());
  ASSERT_THAT(statement, IsOk());
  EXPECT_THAT(statement->content(), HasSubstr("收入100元"));
  EXPECT_FALSE(suite_.metadata.contains("authorization"));
  EXPECT_FALSE(suite_.metadata.contains("x-clearbudget-assertion"));
  EXPECT_TRUE(suite_.metadata.contains("x-request-id"));
}

TEST_F(ProcessTest, WhatIsInternalIsNeverRendered) {
  suite_.view.mutable_content()->add_internal_notes()->set_number(1);
  suite_.view.mutable_content()->mutable_internal_notes(0)->set_text(kCanary);
  clearbudget::budget::v1::OmissionRecord& omission = *suite_.view.mutable_content()->add_omissions();
  omission.set_number(1);
  omission.set_kind("a");
  omission.set_legal_basis(kCanary);
  omission.set_decided_by(kCanary);
  for (const char* format : {"text", "html"}) {
    const auto statement = Render(format);
    EXPECT_THAT(statement, HasReason(Reason::kBackendFailed));
    EXPECT_THAT(statement.status().ToString(), Not(HasSubstr(kCanary)));
  }
}

TEST_F(ProcessTest, AnotherAgencysRevisionIsNotAskedForAndTheTrailTellsWhoTried) {
  EXPECT_THAT(Render("text", "302"), HasReason(Reason::kPermissionDenied));
  EXPECT_TRUE(suite_.metadata.empty());
  const auto stub =
      v1::DisclosureTrailService::NewStub(trust_.Channel("gateway", "disclosure", server_->port()));
  grpc::ClientContext context;
  trust_.AddCaller(
      {.subject = "account:auditor", .person = "李四", .roles = {"auditor"}, .region = "regions/990101"},
      "disclosure", context);
  clearbudget::trail::v1::ListTrailEntriesRequest request;
  request.set_parent("regions/990101");
  clearbudget::trail::v1::ListTrailEntriesResponse response;
  ASSERT_THAT(rpc::FromGrpc(stub->ListTrailEntries(&context, request, &response)), IsOk());
  ASSERT_EQ(response.entries_size(), 1);
  EXPECT_EQ(response.entries(0).kind(), clearbudget::trail::v1::TRAIL_ENTRY_KIND_REFUSAL);
  EXPECT_EQ(response.entries(0).resource(), kRevision);
  EXPECT_EQ(response.entries(0).person(), "张三");
  EXPECT_EQ(response.entries(0).agency(), "regions/990101/agencies/302");
}

}  // namespace
}  // namespace clearbudget::disclosure
