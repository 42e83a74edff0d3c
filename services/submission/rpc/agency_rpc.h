#pragma once

#include "clearbudget/budget/v1/agency_service.grpc.pb.h"
#include "common/rpc/method_gate.h"
#include "common/rpc/service_methods.h"
#include "services/submission/rpc/agency_methods.h"

namespace clearbudget::submission {

namespace v1 = budget::v1;

// The agency service. Every method goes through the one template of common/rpc.
class AgencyRpc final : public v1::AgencyService::Service {
 public:
  AgencyRpc(UseCases& use_cases, const ports::Clock& clock, rpc::MethodGate& gate)
      : methods_(kAgencyService, gate) {
    AddAgencyMethods(use_cases, clock, methods_);
  }

  const rpc::ServiceMethods& methods() const { return methods_; }

  grpc::Status CreateAgency(grpc::ServerContext* context, const v1::CreateAgencyRequest* request,
                            v1::Agency* response) override {
    return methods_.Serve("CreateAgency", context, request, response);
  }
  grpc::Status UpdateAgency(grpc::ServerContext* context, const v1::UpdateAgencyRequest* request,
                            v1::Agency* response) override {
    return methods_.Serve("UpdateAgency", context, request, response);
  }
  grpc::Status GetAgency(grpc::ServerContext* context, const v1::GetAgencyRequest* request,
                         v1::Agency* response) override {
    return methods_.Serve("GetAgency", context, request, response);
  }
  grpc::Status ListAgencies(grpc::ServerContext* context, const v1::ListAgenciesRequest* request,
                            v1::ListAgenciesResponse* response) override {
    return methods_.Serve("ListAgencies", context, request, response);
  }

 private:
  rpc::ServiceMethods methods_;
};

}  // namespace clearbudget::submission
