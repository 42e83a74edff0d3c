#include "services/disclosure/process.h"

#include <string>
#include <utility>

#include "common/agency_relations/grpc_agency_relations.h"
#include "common/contract/reader.h"
#include "common/ports/id_source.h"
#include "common/rpc/backend.h"
#include "common/rpc/development_tokens.h"
#include "common/rpc/method_gate.h"
#include "services/disclosure/adapters/grpc_budget_reader.h"
#include "services/disclosure/adapters/grpc_evaluation_reader.h"
#include "services/disclosure/adapters/grpc_plan_reader.h"
#include "services/disclosure/rpc/statement_rpc.h"

namespace clearbudget::disclosure {

// Members stand in the order in which they need each other.
struct Process::Parts {
  Parts(const Configuration& configuration, const ports::Clock& time,
        std::unique_ptr<rpc::DevelopmentTokenVerifier> verifier)
      : clock(time),
        callers(std::move(verifier)),
        submission("submission", configuration.submission_address,
                   {clearbudget::budget::v1::BudgetService::service_full_name(),
                    clearbudget::budget::v1::AgencyService::service_full_name(),
                    clearbudget::pack::v1::PackService::service_full_name()},
                   configuration.backend_time_limit),
        performance("performance", configuration.performance_address,
                    {clearbudget::performance::v1::PerformanceService::service_full_name()},
                    configuration.backend_time_limit),
        gate({*callers, relations, clock, ids},
             [](const google::protobuf::Message& request) { return contract::CheckRequest(request); }) {}

  const ports::Clock& clock;
  std::unique_ptr<rpc::DevelopmentTokenVerifier> callers;
  ports::RandomIdSource ids;
  rpc::Backend submission;
  rpc::Backend performance;
  GrpcBudgetReader budgets{submission};
  GrpcPlanReader plans{submission};
  GrpcEvaluationReader evaluations{performance};
  agency_relations::GrpcAgencyRelations relations{submission, clock};
  RenderStatement render_statement{budgets, plans, evaluations};
  rpc::MethodGate gate;
  StatementRpc statement_rpc{render_statement, gate};
};

absl::StatusOr<std::unique_ptr<Process>> Process::Open(const Configuration& configuration,
                                                       const ports::Clock& clock) {
  auto callers = rpc::DevelopmentTokenVerifier::Load(configuration.server.token_public_key_file, clock);
  if (!callers.ok()) return callers.status();
  return std::unique_ptr<Process>(
      new Process(std::make_unique<Parts>(configuration, clock, *std::move(callers))));
}

Process::Process(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Process::~Process() = default;

std::vector<rpc::ServedService> Process::Services() {
  return {{&parts_->statement_rpc, &parts_->statement_rpc.methods()}};
}

}  // namespace clearbudget::disclosure
