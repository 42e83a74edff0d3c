#include "services/submission/process.h"

#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "common/contract/reader.h"
#include "common/errors/error.h"
#include "common/pack/pack_folders.h"
#include "common/ports/clock.h"
#include "common/ports/id_source.h"
#include "common/rpc/method_gate.h"
#include "common/rpc/peer_callers.h"
#include "common/rpc/sealed_page_tokens.h"
#include "common/service_trail/service_trail.h"
#include "services/submission/adapters/cached_agency_register.h"
#include "services/submission/adapters/cached_delegation_register.h"
#include "services/submission/adapters/compiled_pack_library.h"
#include "services/submission/adapters/proto_content_codec.h"
#include "services/submission/adapters/register_relations.h"
#include "services/submission/adapters/sqlite_agency_store.h"
#include "services/submission/adapters/sqlite_budget_states.h"
#include "services/submission/adapters/sqlite_budget_store.h"
#include "services/submission/adapters/sqlite_change_log.h"
#include "services/submission/adapters/sqlite_delegation_store.h"
#include "services/submission/adapters/sqlite_pack_store.h"
#include "services/submission/adapters/sqlite_revision_store.h"
#include "services/submission/rpc/agency_rpc.h"
#include "services/submission/rpc/budget_rpc.h"
#include "services/submission/rpc/delegation_rpc.h"
#include "services/submission/rpc/pack_rpc.h"
#include "services/submission/rpc/trail_rpc.h"

namespace clearbudget::submission {
namespace {

using Packs = std::vector<std::shared_ptr<const pack::CompiledPack>>;

absl::Status MakeFolder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!error) return absl::OkStatus();
  return errors::Error(errors::Reason::kConfigurationInvalid,
                       {{"name", "data_dir"}, {"cause", error.message()}});
}

absl::StatusOr<Packs> LoadOffered(const std::string& folder) {
  absl::StatusOr<Packs> packs = pack::LoadPacks(folder);
  if (!packs.ok() || !packs->empty()) return packs;
  return errors::Error(errors::Reason::kConfigurationInvalid,
                       {{"name", "pack_dir"}, {"cause", "no pack in it"}});
}

}  // namespace

// What is opened before the parts are put together.
struct Process::Opened {
  Packs packs;
  std::unique_ptr<SubmissionDatabase> database;
  std::unique_ptr<service_trail::ServiceTrail> trail;
  std::unique_ptr<rpc::SealedPageTokens> tokens;
  std::unique_ptr<CachedAgencyRegister> agency_register;
  std::unique_ptr<CachedDelegationRegister> delegation_register;
  std::unique_ptr<rpc::PeerCallers> callers;
};

// Members stand in the order in which they need each other.
struct Process::Parts {
  Parts(Opened all, const ports::Clock& time)
      : clock(time),
        opened(std::move(all)),
        codec(opened.packs.front()->catalogue()),
        library(opened.packs, packs),
        relations(*opened.agency_register, clock),
        use_cases({budgets, revisions, agencies, delegations, log, packs, library, codec,
                   *opened.agency_register, *opened.delegation_register, *opened.tokens}),
        gate({*opened.callers, *opened.delegation_register, relations, opened.trail->audit(), clock, ids,
              &states},
             [](const google::protobuf::Message& request) { return contract::CheckRequest(request); }),
        budget_rpc({use_cases, clock, opened.packs.front()->catalogue()}, gate),
        agency_rpc(use_cases, clock, gate),
        delegation_rpc(use_cases, clock, gate),
        pack_rpc(use_cases, gate),
        trail_rpc(opened.trail->log(), *opened.tokens, "submission", gate) {}

  const ports::Clock& clock;
  ports::RandomIdSource ids;
  Opened opened;
  SqliteBudgetStore budgets{*opened.database};
  SqliteBudgetStates states{*opened.database};
  SqliteRevisionStore revisions{*opened.database};
  SqliteAgencyStore agencies{*opened.database};
  SqliteDelegationStore delegations{*opened.database};
  SqliteChangeLog log{*opened.database};
  SqlitePackStore packs{*opened.database};
  ProtoContentCodec codec;
  CompiledPackLibrary library;
  RegisterRelations relations;
  UseCases use_cases;
  rpc::MethodGate gate;
  BudgetRpc budget_rpc;
  AgencyRpc agency_rpc;
  DelegationRpc delegation_rpc;
  PackRpc pack_rpc;
  TrailRpc trail_rpc;
};

absl::Status Process::OpenStore(const Configuration& configuration, const std::string& folder,
                                const ports::Clock& clock, Opened& opened) {
  auto database =
      SubmissionDatabase::Open({.path = folder + "/submission.sqlite3",
                                .read_connections = static_cast<size_t>(configuration.read_connections),
                                .grouping = configuration.group_commit});
  if (!database.ok()) return database.status();
  opened.database = *std::move(database);
  auto trail = service_trail::ServiceTrail::Open("submission", configuration.trail, opened.database->writer(),
                                                 opened.database->readers(), clock);
  if (!trail.ok()) return trail.status();
  opened.trail = *std::move(trail);
  SqliteAgencyStore agencies(*opened.database);
  auto agency_register = CachedAgencyRegister::Load(agencies);
  if (!agency_register.ok()) return agency_register.status();
  opened.agency_register = *std::move(agency_register);
  SqliteDelegationStore delegations(*opened.database);
  auto delegation_register = CachedDelegationRegister::Load(delegations);
  if (!delegation_register.ok()) return delegation_register.status();
  opened.delegation_register = *std::move(delegation_register);
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<Process>> Process::Open(const Configuration& configuration,
                                                       const ports::Clock& clock) {
  const std::string folder = configuration.data_dir + "/submission";
  if (absl::Status made = MakeFolder(folder); !made.ok()) return made;
  Opened opened;
  absl::StatusOr<Packs> packs = LoadOffered(configuration.pack_dir);
  if (!packs.ok()) return packs.status();
  opened.packs = *std::move(packs);
  auto callers = rpc::PeerCallers::Load("submission", configuration.server.tls,
                                        configuration.server.assertion_public_key_file, clock);
  if (!callers.ok()) return callers.status();
  opened.callers = *std::move(callers);
  if (absl::Status store = OpenStore(configuration, folder, clock, opened); !store.ok()) return store;
  auto tokens = rpc::SealedPageTokens::Open(folder + "/page_token.key");
  if (!tokens.ok()) return tokens.status();
  opened.tokens = *std::move(tokens);
  return std::unique_ptr<Process>(new Process(std::make_unique<Parts>(std::move(opened), clock)));
}

Process::Process(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {
  parts_->opened.trail->Start();
}

Process::~Process() {
  parts_->opened.trail->Stop();
  parts_->opened.database->Stop();
}

std::vector<rpc::ServedService> Process::Services() {
  return {{&parts_->budget_rpc, &parts_->budget_rpc.methods()},
          {&parts_->agency_rpc, &parts_->agency_rpc.methods()},
          {&parts_->delegation_rpc, &parts_->delegation_rpc.methods()},
          {&parts_->pack_rpc, &parts_->pack_rpc.methods()},
          parts_->trail_rpc.Served()};
}

}  // namespace clearbudget::submission
