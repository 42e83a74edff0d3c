// For the tests of this folder: the agency service of the contract with a handler that the test sets, callers
// that are known by bare names, and one department with one unit.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "clearbudget/budget/v1/agency_service.grpc.pb.h"
#include "common/errors/error.h"
#include "common/rpc/server.h"
#include "common/rpc/service_methods.h"
#include "common/testing/fake_clock.h"
#include "common/testing/fake_id_source.h"

namespace clearbudget::rpc {

inline constexpr char kDepartment[] = "regions/1/agencies/101";
inline constexpr char kUnit[] = "regions/1/agencies/101002";
inline constexpr char kOtherAgency[] = "regions/1/agencies/202";

// The token is the name of a role; the caller works at the department.
class FakeCallerVerifier final : public CallerVerifier {
 public:
  absl::StatusOr<Caller> Verify(std::string_view token) override {
    if (token == "nobody") return errors::Error(errors::Reason::kCredentialsInvalid);
    return Caller{.subject = "subject-of-" + std::string(token),
                  .agency = kDepartment,
                  .roles = {std::string(token)},
                  .region = "regions/1"};
  }
};

class FakeAgencyRelations final : public AgencyRelations {
 public:
  absl::StatusOr<bool> IsUnitOf(const CallContext&, std::string_view unit,
                                std::string_view department) override {
    ++lookups;
    if (!away.ok()) return away;
    return unit == kUnit && department == kDepartment;
  }

  absl::Status away;
  int lookups = 0;
};

class TestAgencyService final : public budget::v1::AgencyService::Service {
 public:
  using Agency = budget::v1::Agency;
  using GetHandler =
      std::function<absl::StatusOr<Agency>(const CallContext&, const budget::v1::GetAgencyRequest&)>;

  explicit TestAgencyService(RequestChecks checks = [](const auto&) { return absl::OkStatus(); })
      : gate_({callers, relations, clock, ids}, std::move(checks)),
        methods_(budget::v1::AgencyService::service_full_name(), gate_) {
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

  FakeCallerVerifier callers;
  FakeAgencyRelations relations;
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
