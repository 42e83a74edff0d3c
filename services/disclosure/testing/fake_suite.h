#pragma once

#include <memory>
#include <set>
#include <string>

#include "clearbudget/budget/v1/agency_service.grpc.pb.h"
#include "clearbudget/budget/v1/budget_service.grpc.pb.h"
#include "clearbudget/budget/v1/delegation_service.grpc.pb.h"
#include "clearbudget/pack/v1/pack_service.grpc.pb.h"
#include "clearbudget/performance/v1/performance_service.grpc.pb.h"
#include "common/rpc/testing/test_trust.h"
#include "grpcpp/grpcpp.h"

namespace clearbudget::disclosure {

// What the disclosure service reads of submission and performance, behind two real local servers over mutual
// TLS. Methods that are not here answer UNIMPLEMENTED, so that a service that called one would not get on.
class FakeSuite {
 public:
  explicit FakeSuite(rpc::TestTrust& trust);
  ~FakeSuite();

  std::string submission_address() const { return "127.0.0.1:" + std::to_string(submission_port_); }
  std::string performance_address() const { return "127.0.0.1:" + std::to_string(performance_port_); }

  // Given under their names.
  clearbudget::budget::v1::DisclosableView view;
  clearbudget::performance::v1::Evaluation evaluation;
  clearbudget::pack::v1::ResolvedPack pack;
  // The keys of all metadata that came.
  std::set<std::string> metadata;

 private:
  void Note(const grpc::ServerContext& context);

  struct Budgets final : clearbudget::budget::v1::BudgetService::Service {
    explicit Budgets(FakeSuite& owner) : suite(owner) {}
    grpc::Status GetDisclosableView(grpc::ServerContext* context,
                                    const clearbudget::budget::v1::GetDisclosableViewRequest* request,
                                    clearbudget::budget::v1::DisclosableView* response) override;
    FakeSuite& suite;
  };
  struct Agencies final : clearbudget::budget::v1::AgencyService::Service {
    grpc::Status ListAgencies(grpc::ServerContext* context,
                              const clearbudget::budget::v1::ListAgenciesRequest* request,
                              clearbudget::budget::v1::ListAgenciesResponse* response) override;
  };
  struct Packs final : clearbudget::pack::v1::PackService::Service {
    explicit Packs(FakeSuite& owner) : suite(owner) {}
    grpc::Status GetPack(grpc::ServerContext* context, const clearbudget::pack::v1::GetPackRequest* request,
                         clearbudget::pack::v1::ResolvedPack* response) override;
    FakeSuite& suite;
  };
  struct Evaluations final : clearbudget::performance::v1::PerformanceService::Service {
    explicit Evaluations(FakeSuite& owner) : suite(owner) {}
    grpc::Status GetEvaluation(grpc::ServerContext* context,
                               const clearbudget::performance::v1::GetEvaluationRequest* request,
                               clearbudget::performance::v1::Evaluation* response) override;
    FakeSuite& suite;
  };

  Budgets budgets_{*this};
  Agencies agencies_;
  clearbudget::budget::v1::DelegationService::Service delegations_;
  Packs packs_{*this};
  Evaluations evaluations_{*this};
  int submission_port_ = 0;
  int performance_port_ = 0;
  std::unique_ptr<grpc::Server> submission_;
  std::unique_ptr<grpc::Server> performance_;
};

}  // namespace clearbudget::disclosure
