#pragma once

#include "clearbudget/budget/v1/delegation_service.grpc.pb.h"
#include "common/rpc/method_gate.h"
#include "common/rpc/service_methods.h"
#include "services/submission/rpc/delegation_methods.h"

namespace clearbudget::submission {

namespace v1 = budget::v1;

// The delegation service. Every method goes through the one template of common/rpc.
class DelegationRpc final : public v1::DelegationService::Service {
 public:
  DelegationRpc(UseCases& use_cases, const ports::Clock& clock, rpc::MethodGate& gate)
      : methods_(kDelegationService, gate) {
    AddDelegationMethods(use_cases, clock, methods_);
  }

  const rpc::ServiceMethods& methods() const { return methods_; }

  grpc::Status CreateDelegation(grpc::ServerContext* context, const v1::CreateDelegationRequest* request,
                                v1::Delegation* response) override {
    return methods_.Serve("CreateDelegation", context, request, response);
  }
  grpc::Status GetDelegation(grpc::ServerContext* context, const v1::GetDelegationRequest* request,
                             v1::Delegation* response) override {
    return methods_.Serve("GetDelegation", context, request, response);
  }
  grpc::Status ListDelegations(grpc::ServerContext* context, const v1::ListDelegationsRequest* request,
                               v1::ListDelegationsResponse* response) override {
    return methods_.Serve("ListDelegations", context, request, response);
  }
  grpc::Status RevokeDelegation(grpc::ServerContext* context, const v1::RevokeDelegationRequest* request,
                                v1::Delegation* response) override {
    return methods_.Serve("RevokeDelegation", context, request, response);
  }

 private:
  rpc::ServiceMethods methods_;
};

}  // namespace clearbudget::submission
