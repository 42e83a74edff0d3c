#pragma once

#include "clearbudget/budget/v1/budget_service.grpc.pb.h"
#include "common/rpc/method_gate.h"
#include "common/rpc/service_methods.h"
#include "services/submission/rpc/budget_methods.h"

namespace clearbudget::submission {

namespace v1 = budget::v1;

// The budget service. Every method goes through the one template of common/rpc.
class BudgetRpc final : public v1::BudgetService::Service {
 public:
  BudgetRpc(const HandlerContext& context, rpc::MethodGate& gate) : methods_(kBudgetService, gate) {
    AddDraftMethods(context, methods_);
    AddRevisionMethods(context, methods_);
    AddListMethods(context, methods_);
  }

  const rpc::ServiceMethods& methods() const { return methods_; }

  grpc::Status CreateBudget(grpc::ServerContext* context, const v1::CreateBudgetRequest* request,
                            v1::Budget* response) override {
    return methods_.Serve("CreateBudget", context, request, response);
  }
  grpc::Status GetBudget(grpc::ServerContext* context, const v1::GetBudgetRequest* request,
                         v1::Budget* response) override {
    return methods_.Serve("GetBudget", context, request, response);
  }
  grpc::Status ListBudgets(grpc::ServerContext* context, const v1::ListBudgetsRequest* request,
                           v1::ListBudgetsResponse* response) override {
    return methods_.Serve("ListBudgets", context, request, response);
  }
  grpc::Status UpdateBudget(grpc::ServerContext* context, const v1::UpdateBudgetRequest* request,
                            v1::Budget* response) override {
    return methods_.Serve("UpdateBudget", context, request, response);
  }
  grpc::Status WriteBudgetLines(grpc::ServerContext* context, const v1::WriteBudgetLinesRequest* request,
                                v1::WriteBudgetLinesResponse* response) override {
    return methods_.Serve("WriteBudgetLines", context, request, response);
  }
  grpc::Status ListBudgetLines(grpc::ServerContext* context, const v1::ListBudgetLinesRequest* request,
                               v1::ListBudgetLinesResponse* response) override {
    return methods_.Serve("ListBudgetLines", context, request, response);
  }
  grpc::Status CheckBudget(grpc::ServerContext* context, const v1::CheckBudgetRequest* request,
                           type::v1::CheckReport* response) override {
    return methods_.Serve("CheckBudget", context, request, response);
  }
  grpc::Status SubmitBudget(grpc::ServerContext* context, const v1::SubmitBudgetRequest* request,
                            v1::BudgetRevision* response) override {
    return methods_.Serve("SubmitBudget", context, request, response);
  }
  grpc::Status ReturnBudget(grpc::ServerContext* context, const v1::ReturnBudgetRequest* request,
                            v1::BudgetRevision* response) override {
    return methods_.Serve("ReturnBudget", context, request, response);
  }
  grpc::Status ApproveBudget(grpc::ServerContext* context, const v1::ApproveBudgetRequest* request,
                             v1::BudgetRevision* response) override {
    return methods_.Serve("ApproveBudget", context, request, response);
  }
  grpc::Status GetBudgetRevision(grpc::ServerContext* context, const v1::GetBudgetRevisionRequest* request,
                                 v1::BudgetRevision* response) override {
    return methods_.Serve("GetBudgetRevision", context, request, response);
  }
  grpc::Status ListBudgetRevisions(grpc::ServerContext* context,
                                   const v1::ListBudgetRevisionsRequest* request,
                                   v1::ListBudgetRevisionsResponse* response) override {
    return methods_.Serve("ListBudgetRevisions", context, request, response);
  }
  grpc::Status GetDisclosableView(grpc::ServerContext* context, const v1::GetDisclosableViewRequest* request,
                                  v1::DisclosableView* response) override {
    return methods_.Serve("GetDisclosableView", context, request, response);
  }
  grpc::Status ListBudgetChanges(grpc::ServerContext* context, const v1::ListBudgetChangesRequest* request,
                                 v1::ListBudgetChangesResponse* response) override {
    return methods_.Serve("ListBudgetChanges", context, request, response);
  }

 private:
  rpc::ServiceMethods methods_;
};

}  // namespace clearbudget::submission
