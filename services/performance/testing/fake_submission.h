#pragma once

#include <memory>
#include <set>
#include <string>

#include "clearbudget/budget/v1/agency_service.grpc.pb.h"
#include "clearbudget/budget/v1/budget_service.grpc.pb.h"
#include "clearbudget/budget/v1/delegation_service.grpc.pb.h"
#include "clearbudget/pack/v1/pack_service.grpc.pb.h"
#include "common/rpc/testing/test_trust.h"
#include "grpcpp/grpcpp.h"

namespace clearbudget::performance {

// A submission service behind a real local server over mutual TLS that knows one revision of department 201,
// its pack, unit 201001 below the department, and one delegation.
class FakeSubmission {
 public:
  explicit FakeSubmission(rpc::TestTrust& trust);
  ~FakeSubmission() { Stop(); }

  void Stop();
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

  // The revision that is given, under any name. Its pack is the shipped one.
  budget::v1::BudgetRevision revision;
  budget::v1::Delegation delegation;
  // True: GetPack gives another content than its digest says.
  bool lies = false;
  int revision_reads() const { return budgets_.reads; }
  int register_reads() const { return agencies_.reads; }
  // The keys of what came with the last reading of a revision.
  std::set<std::string> last_metadata() const { return budgets_.last_metadata; }

 private:
  class Budgets final : public budget::v1::BudgetService::Service {
   public:
    explicit Budgets(FakeSubmission& owner) : owner_(owner) {}
    grpc::Status GetBudgetRevision(grpc::ServerContext* context,
                                   const budget::v1::GetBudgetRevisionRequest* request,
                                   budget::v1::BudgetRevision* response) override;
    int reads = 0;
    std::set<std::string> last_metadata;

   private:
    FakeSubmission& owner_;
  };
  class Agencies final : public budget::v1::AgencyService::Service {
   public:
    grpc::Status ListAgencies(grpc::ServerContext* context, const budget::v1::ListAgenciesRequest* request,
                              budget::v1::ListAgenciesResponse* response) override;
    int reads = 0;
  };
  class Delegations final : public budget::v1::DelegationService::Service {
   public:
    explicit Delegations(FakeSubmission& owner) : owner_(owner) {}
    grpc::Status GetDelegation(grpc::ServerContext* context, const budget::v1::GetDelegationRequest* request,
                               budget::v1::Delegation* response) override;

   private:
    FakeSubmission& owner_;
  };
  class Packs final : public pack::v1::PackService::Service {
   public:
    explicit Packs(FakeSubmission& owner) : owner_(owner) {}
    grpc::Status GetPack(grpc::ServerContext* context, const pack::v1::GetPackRequest* request,
                         pack::v1::ResolvedPack* response) override;

   private:
    FakeSubmission& owner_;
  };

  Budgets budgets_{*this};
  Agencies agencies_;
  Delegations delegations_{*this};
  Packs packs_{*this};
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace clearbudget::performance
