#include "common/rpc/backend.h"

#include <atomic>

#include "common/errors/error.h"
#include "common/rpc/server.h"
#include "common/rpc/test_agency_service.h"
#include "common/rpc/testing/test_trust.h"
#include "common/testing/status_matchers.h"
#include "fmt/core.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::rpc {
namespace {

using budget::v1::Agency;
using budget::v1::AgencyService;
using budget::v1::GetAgencyRequest;
using errors::Reason;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasReason;
using testing::IsOk;
using ::testing::Pair;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class BackendTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ServerConfig config;
    config.drain_time = milliseconds(0);
    config.stop_time = milliseconds(100);
    trust_.Configure("submission", config);
    server_ = *Server::Start(config, {service_.Served()});
    Connect(fmt::format("127.0.0.1:{}", server_->port()), seconds(10));
  }

  void Connect(const std::string& target, milliseconds time_limit, const std::string& name = "submission") {
    backend_ =
        std::make_unique<Backend>(name, target, std::vector<std::string>{AgencyService::service_full_name()},
                                  trust_.FilesOf("performance"), time_limit);
    stub_ = AgencyService::NewStub(backend_->channel());
  }

  absl::StatusOr<Agency> Get(const ports::CallLimits& limits = {}, const std::string& name = kDepartment) {
    GetAgencyRequest request;
    request.set_name(name);
    AgencyService::StubInterface& stub = *stub_;
    return backend_->Call(limits, stub, &AgencyService::StubInterface::GetAgency, request);
  }

  TestTrust trust_;
  TestAgencyService service_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<Backend> backend_;
  std::unique_ptr<AgencyService::Stub> stub_;
};

TEST_F(BackendTest, HandsOnRequestIdAndDeadlineAndNothingElse) {
  const ports::Instant deadline = std::chrono::system_clock::now() + seconds(5);
  const CallContext served{
      .caller = Person("auditor").caller, .method = "M", .request_id = "r-7", .deadline = deadline};
  const auto agency = Get(served.Limits());
  ASSERT_THAT(agency, IsOk());
  EXPECT_EQ(agency->name(), kDepartment);
  EXPECT_EQ(service_.last_call.request_id, "r-7");
  EXPECT_LT(service_.last_call.deadline, deadline);
  EXPECT_GT(service_.last_call.deadline, deadline - seconds(1));
}

TEST_F(BackendTest, WithoutDeadlineTheBackendsOwnLimitHolds) {
  EXPECT_THAT(Get(), IsOk());
  EXPECT_LT(service_.last_call.deadline, std::chrono::system_clock::now() + seconds(11));
}

TEST_F(BackendTest, AnotherProcessOfTheSuiteIsNotTheBackend) {
  Connect(fmt::format("127.0.0.1:{}", server_->port()), seconds(10), "disclosure");
  EXPECT_THAT(Get(), HasReason(Reason::kBackendUnavailable));
  EXPECT_EQ(service_.last_call.method, "");
}

TEST_F(BackendTest, ARevokedBackendIsNotCalled) {
  trust_.Revoke("submission");
  EXPECT_THAT(Get(), HasReason(Reason::kBackendUnavailable));
  EXPECT_EQ(service_.last_call.method, "");
}

TEST_F(BackendTest, ARefusalOfThisProcessIsNotTheCallersFault) {
  for (const Reason reason : {Reason::kCredentialsInvalid, Reason::kCredentialsMissing}) {
    service_.callers.Set(errors::Error(reason));
    EXPECT_THAT(Get(), HasReason(Reason::kBackendFailed));
  }
  service_.callers.Set(Service("submission"));
  EXPECT_THAT(Get(), HasReason(Reason::kBackendFailed));
}

TEST_F(BackendTest, ErrorKeepsReasonMetadataAndViolations) {
  const absl::Status wrong =
      errors::Error(Reason::kInvalidRequest, {{"violations", "1"}, {"name", "regions/1"}},
                    {{.path = "lines[0].amount",
                      .given = "1e6",
                      .reason = Reason::kAmountMalformed,
                      .expected_zh = "金额",
                      .expected_en = "an amount"}});
  service_.get = [&](const auto&, const auto&) { return absl::StatusOr<Agency>(wrong); };
  EXPECT_EQ(Get().status(), wrong);
}

TEST_F(BackendTest, ManyViolationsComeThrough) {
  const std::vector<errors::Violation> violations(
      60, {.path = "lines[0].amount",
           .given = std::string(100, '9'),
           .reason = Reason::kAmountMalformed,
           .expected_zh = "最多两位小数的金额",
           .expected_en = "an amount with at most two decimal places"});
  service_.get = [&](const auto&, const auto&) {
    return absl::StatusOr<Agency>(errors::BadRequest(violations));
  };
  EXPECT_THAT(errors::ViolationsOf(Get().status()), SizeIs(60));
}

TEST_F(BackendTest, ShortAbsenceIsRetried) {
  std::atomic<int> calls = 0;
  service_.get = [&](const auto&, const auto&) {
    if (++calls < 3) return absl::StatusOr<Agency>(errors::Error(Reason::kStoreUnavailable));
    return absl::StatusOr<Agency>(Agency());
  };
  EXPECT_THAT(Get(), IsOk());
  EXPECT_EQ(calls, 3);
}

TEST_F(BackendTest, LastingAbsenceKeepsItsReason) {
  service_.get = [](const auto&, const auto&) {
    return absl::StatusOr<Agency>(errors::Error(Reason::kOutcomeUnknown));
  };
  EXPECT_THAT(Get(), HasReason(Reason::kOutcomeUnknown));
}

TEST_F(BackendTest, BackendThatIsAwayIsNamed) {
  server_->Stop();
  const auto result = Get();
  EXPECT_THAT(result, HasReason(Reason::kBackendUnavailable));
  EXPECT_EQ(result.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(errors::MetadataOf(result.status()), UnorderedElementsAre(Pair("backend", "submission")));
}

TEST_F(BackendTest, DeadlineThatHasPassedIsNotSent) {
  EXPECT_THAT(Get({.deadline = std::chrono::system_clock::now() - seconds(1)}),
              HasReason(Reason::kDeadlineExceeded));
  EXPECT_EQ(service_.last_call.method, "");
}

TEST_F(BackendTest, MessageOverTheLimitIsTold) {
  const auto result = Get({}, std::string(17 * 1024 * 1024, 'x'));
  EXPECT_THAT(result, HasReason(Reason::kTooLarge));
}

TEST_F(BackendTest, MistakeOfTheServerKeepsItsTextToItself) {
  service_.get = [](const auto&, const auto&) {
    return absl::StatusOr<Agency>(absl::UnknownError("secret"));
  };
  const auto result = Get();
  EXPECT_THAT(result, HasReason(Reason::kInternal));
  EXPECT_EQ(result.status().message(), "an internal error");
}

}  // namespace
}  // namespace clearbudget::rpc
