#pragma once

#include "clearbudget/disclosure/v1/statement_service.grpc.pb.h"
#include "common/rpc/method_gate.h"
#include "common/rpc/service_methods.h"
#include "services/disclosure/use_cases/render_statement.h"

namespace clearbudget::disclosure {

// The statement service. Every method goes through the one template of common/rpc.
class StatementRpc final : public v1::StatementService::Service {
 public:
  // Both must outlive the service.
  StatementRpc(class RenderStatement& render_statement, rpc::MethodGate& gate);

  const rpc::ServiceMethods& methods() const { return methods_; }

  grpc::Status RenderStatement(grpc::ServerContext* context, const v1::RenderStatementRequest* request,
                               v1::RenderedStatement* response) override {
    return methods_.Serve("RenderStatement", context, request, response);
  }
  grpc::Status ListFormats(grpc::ServerContext* context, const v1::ListFormatsRequest* request,
                           v1::ListFormatsResponse* response) override {
    return methods_.Serve("ListFormats", context, request, response);
  }

 private:
  rpc::ServiceMethods methods_;
};

}  // namespace clearbudget::disclosure
