#include "services/performance/process.h"

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
#include "services/performance/adapters/cached_revision_reader.h"
#include "services/performance/adapters/cached_scheme_reader.h"
#include "services/performance/adapters/grpc_revision_reader.h"
#include "services/performance/adapters/grpc_scheme_reader.h"
#include "services/performance/adapters/sqlite_evaluation_store.h"
#include "services/performance/adapters/sqlite_report_store.h"
#include "services/performance/conversion/evaluation_message.h"
#include "services/performance/conversion/report_message.h"
#include "services/performance/rpc/performance_rpc.h"
#include "services/performance/rpc/trail_rpc.h"

namespace clearbudget::performance {
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
        std::unique_ptr<PerformanceDatabase> opened, std::unique_ptr<service_trail::ServiceTrail> kept,
        std::unique_ptr<rpc::SealedPageTokens> sealed, std::unique_ptr<rpc::PeerCallers> peers)
      : clock(time),
        database(std::move(opened)),
        trail(std::move(kept)),
        tokens(std::move(sealed)),
        callers(std::move(peers)),
        submission(
            "submission", configuration.submission,
            {budget::v1::BudgetService::service_full_name(), pack::v1::PackService::service_full_name()},
            configuration.server.tls, configuration.backend_time_limit),
        submission_register("submission", configuration.submission,
                            {budget::v1::AgencyService::service_full_name(),
                             budget::v1::DelegationService::service_full_name()},
                            configuration.server.tls, register_client::kTimeLimit) {}

  const ports::Clock& clock;
  ports::RandomIdSource ids;
  std::unique_ptr<PerformanceDatabase> database;
  std::unique_ptr<service_trail::ServiceTrail> trail;
  std::unique_ptr<rpc::SealedPageTokens> tokens;
  std::unique_ptr<rpc::PeerCallers> callers;
  rpc::Backend submission;
  rpc::Backend submission_register;
  SqliteReportStore reports{*database};
  SqliteEvaluationStore evaluations{*database};
  GrpcRevisionReader remote_revisions{submission};
  CachedRevisionReader revisions{remote_revisions};
  GrpcSchemeReader remote_schemes{submission};
  CachedSchemeReader schemes{remote_schemes};
  register_client::GrpcRegisterReader register_reader{submission_register};
  register_client::CachedAgencyRelations relations{register_reader, clock};
  register_client::CachedDelegations delegations{register_reader, clock};
  ProtoReportCodec report_codec;
  ProtoEvaluationCodec evaluation_codec;
  WriteProgressReport write_progress_report{{reports, revisions, schemes, report_codec}};
  CreateEvaluation create_evaluation{
      {evaluations, reports, revisions, schemes, report_codec, evaluation_codec}};
  ListEvaluations list_evaluations{evaluations, *tokens};
  rpc::MethodGate gate{
      {*callers, delegations, relations, trail->audit(), clock, ids},
      [](const google::protobuf::Message& request) { return contract::CheckRequest(request); }};
  PerformanceRpc performance_rpc{
      {write_progress_report, create_evaluation, list_evaluations, reports, evaluations, clock}, gate};
  TrailRpc trail_rpc{trail->log(), *tokens, "performance", gate};
};

absl::StatusOr<std::unique_ptr<Process>> Process::Open(const Configuration& configuration,
                                                       const ports::Clock& clock) {
  const std::string folder = configuration.data_dir + "/performance";
  if (absl::Status made = MakeFolder(folder); !made.ok()) return made;
  auto callers = rpc::PeerCallers::Load("performance", configuration.server.tls,
                                        configuration.server.assertion_public_key_file, clock);
  if (!callers.ok()) return callers.status();
  auto database =
      PerformanceDatabase::Open({.path = folder + "/performance.sqlite3",
                                 .read_connections = static_cast<size_t>(configuration.read_connections)});
  if (!database.ok()) return database.status();
  auto trail = service_trail::ServiceTrail::Open("performance", configuration.trail, (*database)->writer(),
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
  return {{&parts_->performance_rpc, &parts_->performance_rpc.methods()}, parts_->trail_rpc.Served()};
}

}  // namespace clearbudget::performance
