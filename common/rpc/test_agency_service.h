// For the tests of this folder: the agency service of the contract with a handler that the test sets, callers
// that the test sets, and one department with one unit.
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "clearbudget/budget/v1/agency_service.grpc.pb.h"
#include "common/rpc/server.h"
#include "common/rpc/service_methods.h"
#include "common/rpc/testing/fake_gate_ports.h"
#include "common/testing/fake_clock.h"
#include "common/testing/fake_id_source.h"

namespace clearbudget::rpc {

inline constexpr char kDepartment[] = "regions/130303/agencies/101";
inline constexpr char kUnit[] = "regions/130303/agencies/101002";
inline constexpr char kOtherAgency[] = "regions/130303/agencies/202";

// A person of the department.
inline Incoming Person(const std::string& role) {
  return {.caller = {.subject = "subject-of-" + role,
                     .person = "person-of-" + role,
                     .agency = kDepartment,
                     .roles = {role},
                     .region = "regions/130303"},
          .client_address = "192.0.2.7"};
}

inline Incoming Service(const std::string& name) {
  return {.caller = {.subject = "service:" + name}, .service = name};
}

class TestAgencyService final : public budget::v1::AgencyService::Service {
 public:
  using Agency = budget::v1::Agency;
  using GetHandler =
      std::function<absl::StatusOr<Agency>(const CallContext&, const budget::v1::GetAgencyRequest&)>;

  // Without a source of callers, everybody is an auditor of the department until the test says otherwise.
  explicit TestAgencyService(
      RequestChecks checks = [](const auto&) { return absl::OkStatus(); }, CallerSource* source = nullptr)
      : gate_({source == nullptr ? callers : *source, delegations, relations, audit, clock, ids},
              std::move(checks)),
        methods_(budget::v1::AgencyService::service_full_name(), gate_) {
    callers.Set(Person("auditor"));
    relations.departments = {{kUnit, kDepartment}};
    using budget::v1::CreateAgencyRequest;
    using budget::v1::GetAgencyRequest;
    using budget::v1::ListAgenciesRequest;
    using budget::v1::ListAgenciesResponse;
    using budget::v1::UpdateAgencyRequest;
    methods_.Add<GetAgencyRequest, Agency>("GetAgency", [this](const CallContext& call, const auto& request) {
      last_call = call;
      return get(call, request);
    });
    methods_.Add<CreateAgencyRequest, Agency>("CreateAgency",
                                              [this](const CallContext& call, const auto& request) {
                                                last_call = call;
                                                return absl::StatusOr<Agency>(request.agency());
                                              });
    methods_.Add<UpdateAgencyRequest, Agency>("UpdateAgency", [](const CallContext&, const auto& request) {
      return absl::StatusOr<Agency>(request.agency());
    });
    methods_.Add<ListAgenciesRequest, ListAgenciesResponse>(
        "ListAgencies", [](const CallContext&, const auto&) {
          return absl::StatusOr<ListAgenciesResponse>(ListAgenciesResponse());
        });
  }

  const ServiceMethods& methods() const { return methods_; }
  ServedService Served() { return {this, &methods_}; }

  grpc::Status GetAgency(grpc::ServerContext* context, const budget::v1::GetAgencyRequest* request,
                         Agency* response) override {
    return methods_.Serve("GetAgency", context, request, response);
  }
  grpc::Status CreateAgency(grpc::ServerContext* context, const budget::v1::CreateAgencyRequest* request,
                            Agency* response) override {
    return methods_.Serve("CreateAgency", context, request, response);
  }
  grpc::Status UpdateAgency(grpc::ServerContext* context, const budget::v1::UpdateAgencyRequest* request,
                            Agency* response) override {
    return methods_.Serve("UpdateAgency", context, request, response);
  }
  grpc::Status ListAgencies(grpc::ServerContext* context, const budget::v1::ListAgenciesRequest* request,
                            budget::v1::ListAgenciesResponse* response) override {
    return methods_.Serve("ListAgencies", context, request, response);
  }

  GatePorts Ports() { return {callers, delegations, relations, audit, clock, ids}; }

  FakeCallerSource callers;
  FakeDelegations delegations;
  FakeAgencyRelations relations;
  FakeAuditLog audit;
  testing::FakeClock clock;
  testing::FakeIdSource ids;
  GetHandler get = [](const CallContext&, const budget::v1::GetAgencyRequest& request) {
    Agency agency;
    agency.set_name(request.name());
    return agency;
  };
  CallContext last_call;

 private:
  MethodGate gate_;
  ServiceMethods methods_;
};

}  // namespace clearbudget::rpc
