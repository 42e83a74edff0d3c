#include "services/disclosure/process.h"

#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

#include "common/contract/reader.h"
#include "common/errors/error.h"
#include "common/ports/id_source.h"
#include "common/register_client/cached_agency_relations.h"
#include "common/register_client/cached_delegations.h"
#include "common/register_client/grpc_register_reader.h"
#include "common/rpc/backend.h"
#include "common/rpc/method_gate.h"
#include "common/rpc/peer_callers.h"
#include "common/rpc/sealed_page_tokens.h"
#include "common/service_trail/service_trail.h"
#include "services/disclosure/adapters/disclosure_database.h"
#include "services/disclosure/adapters/grpc_budget_reader.h"
#include "services/disclosure/adapters/grpc_evaluation_reader.h"
#include "services/disclosure/adapters/grpc_plan_reader.h"
#include "services/disclosure/rpc/statement_rpc.h"
#include "services/disclosure/rpc/trail_rpc.h"

namespace clearbudget::disclosure {
namespace {

absl::Status MakeFolder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!error) return absl::OkStatus();
  return errors::Error(errors::Reason::kConfigurationInvalid,
                       {{"name", "data_dir"}, {"cause", error.message()}});
}

}  // namespace

// Members stand in the order in which they need each other.
struct Process::Parts {
  Parts(const Configuration& configuration, const ports::Clock& time,
        std::unique_ptr<DisclosureDatabase> opened, std::unique_ptr<service_trail::ServiceTrail> kept,
        std::unique_ptr<rpc::SealedPageTokens> sealed, std::unique_ptr<rpc::PeerCallers> peers)
      : clock(time),
        database(std::move(opened)),
        trail(std::move(kept)),
        tokens(std::move(sealed)),
        callers(std::move(peers)),
        submission("submission", configuration.submission_address,
                   {clearbudget::budget::v1::BudgetService::service_full_name(),
                    clearbudget::pack::v1::PackService::service_full_name()},
                   configuration.server.tls, configuration.backend_time_limit),
        submission_register("submission", configuration.submission_address,
                            {clearbudget::budget::v1::AgencyService::service_full_name(),
                             clearbudget::budget::v1::DelegationService::service_full_name()},
                            configuration.server.tls, register_client::kTimeLimit),
        performance("performance", configuration.performance_address,
                    {clearbudget::performance::v1::PerformanceService::service_full_name()},
                    configuration.server.tls, configuration.backend_time_limit),
        gate({*callers, delegations, relations, trail->audit(), clock, ids},
             [](const google::protobuf::Message& request) { return contract::CheckRequest(request); }) {}

  const ports::Clock& clock;
  std::unique_ptr<DisclosureDatabase> database;
  std::unique_ptr<service_trail::ServiceTrail> trail;
  std::unique_ptr<rpc::SealedPageTokens> tokens;
  std::unique_ptr<rpc::PeerCallers> callers;
  ports::RandomIdSource ids;
  rpc::Backend submission;
  rpc::Backend submission_register;
  rpc::Backend performance;
  GrpcBudgetReader budgets{submission};
  GrpcPlanReader plans{submission};
  GrpcEvaluationReader evaluations{performance};
  register_client::GrpcRegisterReader register_reader{submission_register};
  register_client::CachedAgencyRelations relations{register_reader, clock};
  register_client::CachedDelegations delegations{register_reader, clock};
  RenderStatement render_statement{budgets, plans, evaluations};
  rpc::MethodGate gate;
  StatementRpc statement_rpc{render_statement, gate};
  TrailRpc trail_rpc{trail->log(), *tokens, "disclosure", gate};
};

absl::StatusOr<std::unique_ptr<Process>> Process::Open(const Configuration& configuration,
                                                       const ports::Clock& clock) {
  auto callers = rpc::PeerCallers::Load("disclosure", configuration.server.tls,
                                        configuration.server.assertion_public_key_file, clock);
  if (!callers.ok()) return callers.status();
  const std::string folder = configuration.data_dir + "/disclosure";
  if (absl::Status made = MakeFolder(folder); !made.ok()) return made;
  auto database = DisclosureDatabase::Open(folder + "/disclosure.sqlite3");
  if (!database.ok()) return database.status();
  auto trail = service_trail::ServiceTrail::Open("disclosure", configuration.trail, (*database)->writer(),
                                                 (*database)->readers(), clock);
  if (!trail.ok()) return trail.status();
  auto tokens = rpc::SealedPageTokens::Open(folder + "/page_token.key");
  if (!tokens.ok()) return tokens.status();
  return std::unique_ptr<Process>(
      new Process(std::make_unique<Parts>(configuration, clock, *std::move(database), *std::move(trail),
                                          *std::move(tokens), *std::move(callers))));
}

Process::Process(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {
  parts_->trail->Start();
}

Process::~Process() {
  parts_->trail->Stop();
  parts_->database->Stop();
}

std::vector<rpc::ServedService> Process::Services() {
  return {{&parts_->statement_rpc, &parts_->statement_rpc.methods()}, parts_->trail_rpc.Served()};
}

}  // namespace clearbudget::disclosure
