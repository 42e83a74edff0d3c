#pragma once

#include "clearbudget/pack/v1/pack_service.grpc.pb.h"
#include "common/rpc/method_gate.h"
#include "common/rpc/service_methods.h"
#include "services/submission/rpc/pack_methods.h"

namespace clearbudget::submission {

// The pack service. Every method goes through the one template of common/rpc.
class PackRpc final : public pack::v1::PackService::Service {
 public:
  PackRpc(UseCases& use_cases, rpc::MethodGate& gate) : methods_(kPackService, gate) {
    AddPackMethods(use_cases, methods_);
  }

  const rpc::ServiceMethods& methods() const { return methods_; }

  grpc::Status ListPacks(grpc::ServerContext* context, const pack::v1::ListPacksRequest* request,
                         pack::v1::ListPacksResponse* response) override {
    return methods_.Serve("ListPacks", context, request, response);
  }
  grpc::Status GetPack(grpc::ServerContext* context, const pack::v1::GetPackRequest* request,
                       pack::v1::ResolvedPack* response) override {
    return methods_.Serve("GetPack", context, request, response);
  }

 private:
  rpc::ServiceMethods methods_;
};

}  // namespace clearbudget::submission
