#include "common/rpc/service_methods.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "clearbudget/type/v1/options.pb.h"
#include "common/errors/error.h"
#include "common/observability/log.h"
#include "common/rpc/status_conversion.h"
#include "common/rpc/test_agency_service.h"
#include "common/testing/status_matchers.h"
#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor.pb.h"
#include "grpcpp/test/server_context_test_spouse.h"
#include "gtest/gtest.h"

namespace clearbudget::rpc {
namespace {

using budget::v1::Agency;
using budget::v1::CreateAgencyRequest;
using budget::v1::GetAgencyRequest;
using errors::Reason;
using testing::HasReason;
using ::testing::HasSubstr;
using testing::HasViolation;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::Not;
using ::testing::SizeIs;
using testing::StatusIs;

// A call as a server sees it; the spouse owns the metadata.
struct IncomingCall {
  grpc::ServerContext context;
  grpc::testing::ServerContextTestSpouse spouse{&context};
};

// Calls a method as a server would, without a network between.
class ServiceMethodsTest : public ::testing::Test {
 protected:
  // As a person in a role.
  absl::Status Get(const std::string& role, const std::string& name) {
    service_.callers.Set(Person(role));
    return Get(name);
  }

  absl::Status Get(const std::string& name) {
    IncomingCall call;
    AddMetadata(call);
    GetAgencyRequest request;
    request.set_name(name);
    Agency agency;
    return FromGrpc(service_.GetAgency(&call.context, &request, &agency));
  }

  absl::Status Create(const std::string& name, const std::string& request_id) {
    IncomingCall call;
    AddMetadata(call);
    service_.callers.Set(Person("finance_approver"));
    CreateAgencyRequest request;
    request.mutable_agency()->set_name(name);
    request.set_request_id(request_id);
    Agency agency;
    return FromGrpc(service_.CreateAgency(&call.context, &request, &agency));
  }

  void AddMetadata(IncomingCall& call) {
    for (const auto& [key, value] : metadata_) call.spouse.AddClientMetadata(key, value);
  }

  absl::Status checked_ = absl::OkStatus();
  TestAgencyService service_{[this](const auto&) { return checked_; }};
  std::vector<std::pair<std::string, std::string>> metadata_;
};

TEST_F(ServiceMethodsTest, CompleteServiceIsComplete) {
  EXPECT_THAT(service_.methods().Complete(), IsOk());
}

TEST_F(ServiceMethodsTest, NobodyKnownIsServed) {
  service_.callers.Set(errors::Error(Reason::kCredentialsMissing));
  metadata_ = {{"authorization", "Bearer auditor"}};
  EXPECT_THAT(Get(kDepartment), HasReason(Reason::kCredentialsMissing));
  EXPECT_EQ(service_.last_call.method, "") << "the handler ran";
  EXPECT_THAT(service_.audit.Events(), IsEmpty()) << "nobody is known to have called";
}

struct Access {
  const char* role;
  const char* name;
  bool allowed;
};
class AccessTest : public ServiceMethodsTest, public ::testing::WithParamInterface<Access> {};

TEST_P(AccessTest, FollowsTheContract) {
  const absl::Status status = Get(GetParam().role, GetParam().name);
  if (GetParam().allowed) {
    EXPECT_THAT(status, IsOk());
  } else {
    EXPECT_THAT(status, HasReason(Reason::kPermissionDenied));
    EXPECT_EQ(service_.last_call.method, "") << "the handler ran";
  }
}

INSTANTIATE_TEST_SUITE_P(Roles, AccessTest,
                         ::testing::Values(Access{"unit_preparer", kDepartment, true},
                                           Access{"unit_preparer", kUnit, false},
                                           Access{"department_reviewer", kDepartment, true},
                                           Access{"department_reviewer", kUnit, true},
                                           Access{"department_reviewer", kOtherAgency, false},
                                           Access{"department_reviewer", "regions/2/agencies/101", false},
                                           Access{"department_reviewer", "regions/130303/agencies/-", false},
                                           Access{"auditor", kOtherAgency, true},
                                           Access{"auditor", "regions/2/agencies/101", false},
                                           Access{"no_such_role", kDepartment, false}));

TEST_F(ServiceMethodsTest, UnitsAreLookedUpOnlyWhereTheyMatter) {
  EXPECT_THAT(Get("unit_preparer", kUnit), HasReason(Reason::kPermissionDenied));
  EXPECT_THAT(Get("department_reviewer", kDepartment), IsOk());
  EXPECT_THAT(Get("auditor", kUnit), IsOk());
  EXPECT_EQ(service_.relations.lookups, 0);
  service_.relations.away = errors::Error(Reason::kBackendUnavailable, {{"backend", "submission"}});
  EXPECT_THAT(Get("department_reviewer", kUnit), HasReason(Reason::kBackendUnavailable));
}

TEST_F(ServiceMethodsTest, RoleIsCheckedBeforeTheRequestAndTheRequestBeforeTheRelation) {
  checked_ = errors::BadRequest({{.path = "name", .reason = Reason::kTooLong}});
  EXPECT_THAT(Get("no_such_role", kDepartment), HasReason(Reason::kPermissionDenied));
  EXPECT_THAT(Get("auditor", "regions/2/agencies/1"), HasViolation("name", Reason::kTooLong));
}

TEST_F(ServiceMethodsTest, ViolationsAreToldTogether) {
  checked_ = errors::BadRequest({{.path = "agency.full_name", .reason = Reason::kRequired},
                                 {.path = "agency.name", .reason = Reason::kRequired}});
  const absl::Status status = Create("", "no spaces");
  EXPECT_THAT(status, HasViolation("agency.full_name", Reason::kRequired));
  EXPECT_THAT(status, HasViolation("agency.name", Reason::kRequired));
  EXPECT_THAT(status, HasViolation("request_id", Reason::kRequestIdMalformed));
  EXPECT_THAT(errors::ViolationsOf(status), SizeIs(3));
  EXPECT_EQ(errors::MetadataOf(status)["violations"], "3");
}

TEST_F(ServiceMethodsTest, MutationNeedsARequestId) {
  EXPECT_THAT(Create(kDepartment, "a.B_9-" + std::string(58, 'x')), IsOk());
  EXPECT_THAT(Create(kDepartment, ""), HasViolation("request_id", Reason::kRequired));
  for (const std::string& id :
       {std::string(65, 'x'), std::string("a/b"), std::string("预算"), std::string("a\n")}) {
    EXPECT_THAT(Create(kDepartment, id), HasViolation("request_id", Reason::kRequestIdMalformed));
  }
}

TEST_F(ServiceMethodsTest, NameMustBeOne) {
  EXPECT_THAT(Get("auditor", ""), HasViolation("name", Reason::kRequired));
  EXPECT_THAT(Get("auditor", "packs/1"), HasViolation("name", Reason::kNameMalformed));
  EXPECT_THAT(Create("101", "r-1"), HasViolation("agency.name", Reason::kNameMalformed));
}

TEST_F(ServiceMethodsTest, HandlerKnowsTheCall) {
  metadata_ = {{"x-request-id", "trace-7"}};
  EXPECT_THAT(Get("auditor", kDepartment), IsOk());
  EXPECT_EQ(service_.last_call.caller.subject, "subject-of-auditor");
  EXPECT_EQ(service_.last_call.method, "GetAgency");
  EXPECT_EQ(service_.last_call.request_id, "trace-7");
  EXPECT_EQ(service_.last_call.client_address, "192.0.2.7");
  EXPECT_EQ(service_.last_call.scope, ports::Scope::OfAgency("130303", "101"));
  EXPECT_THAT(Create(kDepartment, "mutation-1"), IsOk());
  EXPECT_EQ(service_.last_call.request_id, "mutation-1");
  metadata_ = {{"x-request-id", "not an id"}};
  EXPECT_THAT(Get("auditor", kDepartment), IsOk());
  EXPECT_EQ(service_.last_call.request_id, "00000000000000000000000000000001");
}

TEST_F(ServiceMethodsTest, ErrorOfTheHandlerIsTheAnswer) {
  service_.get = [](const CallContext&, const GetAgencyRequest& request) {
    return absl::StatusOr<Agency>(errors::Error(Reason::kNotFound, {{"name", request.name()}}));
  };
  const absl::Status status = Get("auditor", kDepartment);
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kNotFound, HasSubstr(kDepartment)));
  EXPECT_THAT(status, HasReason(Reason::kNotFound));
}

TEST_F(ServiceMethodsTest, ClientThatTakesMoreDetailsGetsThem) {
  std::vector<errors::Violation> violations(100,
                                            {.path = "p", .reason = Reason::kRequired, .expected_en = "x"});
  checked_ = errors::BadRequest(violations);
  const std::size_t safe = errors::ViolationsOf(Get("auditor", kDepartment)).size();
  metadata_ = {{std::string(kDetailLimitKey), "24576"}};
  EXPECT_GT(errors::ViolationsOf(Get("auditor", kDepartment)).size(), safe);
  metadata_ = {{std::string(kDetailLimitKey), "-1"}};
  EXPECT_EQ(errors::ViolationsOf(Get("auditor", kDepartment)).size(), safe);
}

TEST_F(ServiceMethodsTest, EveryCallIsLogged) {
  service_.get = [](const CallContext&, const GetAgencyRequest&) {
    return absl::StatusOr<Agency>(absl::InternalError("the row is gone"));
  };
  metadata_ = {{"x-request-id", "trace-8"}};
  ::testing::internal::CaptureStderr();
  observability::InitLogging("submission", observability::Level::kInfo);
  const absl::Status status = Get("auditor", kDepartment);
  observability::StopLogging();
  const std::string log = ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(status.message(), "an internal error");
  EXPECT_THAT(
      log,
      HasSubstr(
          R"("event":"fault","method":"clearbudget.budget.v1.AgencyService/GetAgency","code":"INTERNAL",)"
          R"("request_id":"trace-8","cause":"the row is gone"})"));
  EXPECT_THAT(
      log, HasSubstr(
               R"("event":"call","method":"clearbudget.budget.v1.AgencyService/GetAgency","code":"INTERNAL",)"
               R"("reason":"","latency_us":0,"request_id":"trace-8","subject":"subject-of-auditor"})"));
}

TEST(RegistrationTest, MistakesAreToldWithTheMethod) {
  TestAgencyService parts;
  MethodGate gate(parts.Ports(), [](const auto&) { return absl::OkStatus(); });
  const auto get = [](const CallContext&, const GetAgencyRequest&) {
    return absl::StatusOr<Agency>(Agency());
  };
  const std::string service = budget::v1::AgencyService::service_full_name();

  ServiceMethods methods(service, gate);
  methods.Add<GetAgencyRequest, Agency>("GetAgency", get);
  methods.Add<GetAgencyRequest, Agency>("GetAgency", get);
  methods.Add<GetAgencyRequest, Agency>("CreateAgency", get);
  methods.Add<GetAgencyRequest, Agency>("NoSuchMethod", get);
  const absl::Status status = methods.Complete();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition));
  const std::string message(status.message());
  EXPECT_THAT(message, HasSubstr("AgencyService/GetAgency has two handlers"));
  EXPECT_THAT(message, HasSubstr("AgencyService/CreateAgency has a handler of other types"));
  EXPECT_THAT(message, HasSubstr("AgencyService/NoSuchMethod has a handler and no rule"));
  EXPECT_THAT(message, HasSubstr("AgencyService/ListAgencies has no handler"));
  EXPECT_THAT(ServiceMethods("no.such.Service", gate).Complete(),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST(RegistrationTest, StatesNeedSomebodyWhoTellsThem) {
  TestAgencyService parts;
  const std::string service = "clearbudget.budget.v1.BudgetService";
  const std::string mistake = "BudgetService/GetBudget limits a grant to states, which nobody here can tell";
  MethodGate without(parts.Ports(), [](const auto&) { return absl::OkStatus(); });
  EXPECT_THAT(std::string(ServiceMethods(service, without).Complete().message()), HasSubstr(mistake));
  FakeResourceStates states;
  GatePorts ports = parts.Ports();
  ports.states = &states;
  MethodGate with(ports, [](const auto&) { return absl::OkStatus(); });
  EXPECT_THAT(std::string(ServiceMethods(service, with).Complete().message()), Not(HasSubstr(mistake)));
}

// Takes so many messages; then the client is gone.
class FakeWriter final : public grpc::ServerWriterInterface<Agency> {
 public:
  explicit FakeWriter(std::size_t room) : room_(room) {}
  void SendInitialMetadata() override {}
  bool Write(const Agency& message, grpc::WriteOptions) override {
    if (names.empty() && before_first) before_first();
    if (names.size() == room_) return false;
    names.push_back(message.name());
    return true;
  }

  std::vector<std::string> names;
  std::function<void()> before_first;

 private:
  std::size_t room_;
};

// GetAgency of the contract as a stream of what is not published.
class ServerStreamingTest : public ::testing::Test {
 protected:
  ServerStreamingTest() {
    google::protobuf::FileDescriptorProto file;
    budget::v1::GetAgencyRequest::descriptor()->file()->CopyTo(&file);
    file.set_name("streaming.proto");
    file.set_package("streaming");
    file.clear_message_type();
    file.mutable_service()->DeleteSubrange(1, file.service_size() - 1);
    auto* contract = file.mutable_service(0);
    while (contract->method(0).name() != "GetAgency") contract->mutable_method()->DeleteSubrange(0, 1);
    contract->mutable_method()->DeleteSubrange(1, contract->method_size() - 1);
    auto* method = contract->mutable_method(0);
    method->set_server_streaming(true);
    method->mutable_options()->MutableExtension(type::v1::permission)->set_unpublished(true);
    file.add_dependency("clearbudget/budget/v1/agency_service.proto");
    methods_.emplace(*pool_.BuildFile(file)->service(0), gate_);
    methods_->AddStream<GetAgencyRequest, Agency>("GetAgency",
                                                  [this](const CallContext&, const GetAgencyRequest& request,
                                                         const ServiceMethods::Send<Agency>& send) {
                                                    Agency agency;
                                                    agency.set_name(request.name());
                                                    for (int i = 0; i < messages_; ++i) {
                                                      if (!send(agency))
                                                        return errors::Error(Reason::kCancelled);
                                                    }
                                                    return absl::OkStatus();
                                                  });
  }

  absl::Status Get(const std::string& name, FakeWriter& writer) {
    IncomingCall call;
    GetAgencyRequest request;
    request.set_name(name);
    return FromGrpc(methods_->ServeStream("GetAgency", &call.context, &request, &writer));
  }

  google::protobuf::DescriptorPool pool_{google::protobuf::DescriptorPool::generated_pool()};
  TestAgencyService parts_;
  MethodGate gate_{parts_.Ports(), [](const auto&) { return absl::OkStatus(); }};
  std::optional<ServiceMethods> methods_;
  int messages_ = 4;
};

TEST_F(ServerStreamingTest, GoesThroughTheSameGate) {
  ASSERT_THAT(methods_->Complete(), IsOk());
  FakeWriter writer(3);
  EXPECT_THAT(Get(kDepartment, writer), HasReason(Reason::kCancelled));
  EXPECT_THAT(writer.names, SizeIs(3));
  EXPECT_THAT(parts_.audit.Events(), IsEmpty()) << "it is the caller's own";
  parts_.callers.Set(errors::Error(Reason::kCredentialsInvalid));
  FakeWriter nothing(3);
  EXPECT_THAT(Get(kDepartment, nothing), HasReason(Reason::kCredentialsInvalid));
  EXPECT_THAT(nothing.names, IsEmpty());
}

TEST_F(ServerStreamingTest, AReadIsRecordedOnceAndBeforeItsFirstMessage) {
  FakeWriter writer(9);
  writer.before_first = [&] { EXPECT_THAT(parts_.audit.Events(), SizeIs(1)); };
  EXPECT_THAT(Get(kOtherAgency, writer), IsOk());
  EXPECT_THAT(writer.names, SizeIs(4));
  ASSERT_THAT(parts_.audit.Events(), SizeIs(1));
  EXPECT_EQ(parts_.audit.Events()[0].kind, ports::AuditEvent::Kind::kRead);
  messages_ = 0;
  EXPECT_THAT(Get(kOtherAgency, writer), IsOk());
  EXPECT_THAT(parts_.audit.Events(), SizeIs(2)) << "that there is nothing has been read too";
}

TEST_F(ServerStreamingTest, WhatCannotBeRecordedIsNotSent) {
  parts_.audit.GoAway(errors::Error(Reason::kStoreUnavailable));
  FakeWriter writer(9);
  EXPECT_THAT(Get(kOtherAgency, writer), HasReason(Reason::kStoreUnavailable));
  EXPECT_THAT(writer.names, IsEmpty());
}

}  // namespace
}  // namespace clearbudget::rpc
