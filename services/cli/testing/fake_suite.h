// The services in one process and in memory, as far as the program's files and acts need them. Methods answer
// as the contract says: a repeated request_id gets its first answer, an etag of another state is refused.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clearbudget/budget/v1/agency_service.grpc.pb.h"
#include "clearbudget/budget/v1/budget_service.grpc.pb.h"
#include "clearbudget/performance/v1/performance_service.grpc.pb.h"
#include "common/testing/test_certificates.h"
#include "grpcpp/server.h"
#include "services/cli/testing/fake_trail.h"

namespace clearbudget::cli {

class FakeSuite {
 public:
  FakeSuite();
  ~FakeSuite();

  std::string address() const;
  // The authority that its certificate comes from.
  std::string ca_pem() const { return ca_.CertificatePem(); }

  // The mutations that were answered, in order, such as "CreateBudget"; a replay counts too.
  std::vector<std::string> mutations;
  // Asked before a mutation takes effect, with its method and how many came before it.
  std::function<absl::Status(const std::string& method, size_t before)> refuse;
  // Asked after it took effect: an error loses the answer.
  std::function<absl::Status(const std::string& method, size_t before)> lose;

  std::map<std::string, budget::v1::Agency> agencies;
  std::map<std::string, budget::v1::Budget> budgets;                           // Without lines.
  std::map<std::string, std::map<std::string, budget::v1::BudgetLine>> lines;  // By their keys.
  std::map<std::string, budget::v1::BudgetRevision> revisions;
  std::map<std::string, performance::v1::ProgressReport> reports;
  std::vector<budget::v1::WriteBudgetLinesRequest> batches;
  std::vector<budget::v1::UpdateBudgetRequest> updates;
  budget::v1::ApproveBudgetRequest approval;
  FakeTrail trail;

 private:
  class Agencies;
  class Budgets;
  class Performance;

  // Runs a mutation's effect once for each request_id.
  template <typename Request, typename Response>
  grpc::Status Mutate(const std::string& method, const Request& request, Response* response,
                      const std::function<absl::Status()>& effect);
  std::string NextEtag() { return std::to_string(++changes_); }

  testing::TestCa ca_{"fake suite"};
  int changes_ = 0;
  int port_ = 0;
  std::map<std::string, std::pair<std::string, std::string>> answers_;  // request_id: request, answer
  std::unique_ptr<Agencies> agency_service_;
  std::unique_ptr<Budgets> budget_service_;
  std::unique_ptr<Performance> performance_service_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace clearbudget::cli
