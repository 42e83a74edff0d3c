#pragma once

#include "clearbudget/performance/v1/performance_service.grpc.pb.h"
#include "common/rpc/method_gate.h"
#include "common/rpc/service_methods.h"
#include "services/performance/rpc/performance_methods.h"

namespace clearbudget::performance {

// The performance service. Every method goes through the one template of common/rpc.
class PerformanceRpc final : public v1::PerformanceService::Service {
 public:
  PerformanceRpc(const HandlerContext& context, rpc::MethodGate& gate) : methods_(kPerformanceService, gate) {
    AddPerformanceMethods(context, methods_);
  }

  const rpc::ServiceMethods& methods() const { return methods_; }

  grpc::Status WriteProgressReport(grpc::ServerContext* context,
                                   const v1::WriteProgressReportRequest* request,
                                   v1::ProgressReport* response) override {
    return methods_.Serve("WriteProgressReport", context, request, response);
  }
  grpc::Status GetProgressReport(grpc::ServerContext* context, const v1::GetProgressReportRequest* request,
                                 v1::ProgressReport* response) override {
    return methods_.Serve("GetProgressReport", context, request, response);
  }
  grpc::Status CreateEvaluation(grpc::ServerContext* context, const v1::CreateEvaluationRequest* request,
                                v1::Evaluation* response) override {
    return methods_.Serve("CreateEvaluation", context, request, response);
  }
  grpc::Status GetEvaluation(grpc::ServerContext* context, const v1::GetEvaluationRequest* request,
                             v1::Evaluation* response) override {
    return methods_.Serve("GetEvaluation", context, request, response);
  }
  grpc::Status ListEvaluations(grpc::ServerContext* context, const v1::ListEvaluationsRequest* request,
                               v1::ListEvaluationsResponse* response) override {
    return methods_.Serve("ListEvaluations", context, request, response);
  }

 private:
  rpc::ServiceMethods methods_;
};

}  // namespace clearbudget::performance
