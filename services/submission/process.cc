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
#include "common/rpc/development_tokens.h"
#include "common/rpc/method_gate.h"
#include "common/rpc/sealed_page_tokens.h"
#include "services/submission/adapters/cached_agency_register.h"
#include "services/submission/adapters/compiled_pack_library.h"
#include "services/submission/adapters/proto_content_codec.h"
#include "services/submission/adapters/register_relations.h"
#include "services/submission/adapters/sqlite_agency_store.h"
#include "services/submission/adapters/sqlite_budget_store.h"
#include "services/submission/adapters/sqlite_change_log.h"
#include "services/submission/adapters/sqlite_pack_store.h"
#include "services/submission/adapters/sqlite_revision_store.h"
#include "services/submission/rpc/agency_rpc.h"
#include "services/submission/rpc/budget_rpc.h"
#include "services/submission/rpc/pack_rpc.h"

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

// Members stand in the order in which they need each other.
struct Process::Parts {
  Parts(const ports::Clock& time, std::unique_ptr<SubmissionDatabase> opened, const Packs& offered,
        std::unique_ptr<rpc::SealedPageTokens> sealed, std::unique_ptr<CachedAgencyRegister> cached,
        std::unique_ptr<rpc::DevelopmentTokenVerifier> verifier)
      : clock(time),
        database(std::move(opened)),
        tokens(std::move(sealed)),
        agency_register(std::move(cached)),
        callers(std::move(verifier)),
        codec(offered.front()->catalogue()),
        library(offered, packs),
        relations(*agency_register, clock),
        use_cases({budgets, revisions, agencies, log, packs, library, codec, *agency_register, *tokens}),
        gate({*callers, relations, clock, ids},
             [](const google::protobuf::Message& request) { return contract::CheckRequest(request); }),
        budget_rpc({use_cases, clock, offered.front()->catalogue()}, gate),
        agency_rpc(use_cases, clock, gate),
        pack_rpc(use_cases, gate) {}

  const ports::Clock& clock;
  ports::RandomIdSource ids;
  std::unique_ptr<SubmissionDatabase> database;
  std::unique_ptr<rpc::SealedPageTokens> tokens;
  std::unique_ptr<CachedAgencyRegister> agency_register;
  std::unique_ptr<rpc::DevelopmentTokenVerifier> callers;
  SqliteBudgetStore budgets{*database};
  SqliteRevisionStore revisions{*database};
  SqliteAgencyStore agencies{*database};
  SqliteChangeLog log{*database};
  SqlitePackStore packs{*database};
  ProtoContentCodec codec;
  CompiledPackLibrary library;
  RegisterRelations relations;
  UseCases use_cases;
  rpc::MethodGate gate;
  BudgetRpc budget_rpc;
  AgencyRpc agency_rpc;
  PackRpc pack_rpc;
};

absl::StatusOr<std::unique_ptr<Process>> Process::Open(const Configuration& configuration,
                                                       const ports::Clock& clock) {
  const std::string folder = configuration.data_dir + "/submission";
  if (absl::Status made = MakeFolder(folder); !made.ok()) return made;
  absl::StatusOr<Packs> packs = LoadOffered(configuration.pack_dir);
  if (!packs.ok()) return packs.status();
  auto database =
      SubmissionDatabase::Open({.path = folder + "/submission.sqlite3",
                                .read_connections = static_cast<size_t>(configuration.read_connections),
                                .grouping = configuration.group_commit});
  if (!database.ok()) return database.status();
  auto tokens = rpc::SealedPageTokens::Open(folder + "/page_token.key");
  if (!tokens.ok()) return tokens.status();
  SqliteAgencyStore agencies(**database);
  auto agency_register = CachedAgencyRegister::Load(agencies);
  if (!agency_register.ok()) return agency_register.status();
  auto callers = rpc::DevelopmentTokenVerifier::Load(configuration.server.token_public_key_file, clock);
  if (!callers.ok()) return callers.status();
  return std::unique_ptr<Process>(
      new Process(std::make_unique<Parts>(clock, *std::move(database), *packs, *std::move(tokens),
                                          *std::move(agency_register), *std::move(callers))));
}

Process::Process(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Process::~Process() {
  parts_->database->Stop();
}

std::vector<rpc::ServedService> Process::Services() {
  return {{&parts_->budget_rpc, &parts_->budget_rpc.methods()},
          {&parts_->agency_rpc, &parts_->agency_rpc.methods()},
          {&parts_->pack_rpc, &parts_->pack_rpc.methods()}};
}

}  // namespace clearbudget::submission
