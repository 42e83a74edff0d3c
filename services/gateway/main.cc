// The edge of the suite: ends TLS, finds out who calls, relays gRPC calls to the services behind it, and
// answers health and reflection for all.
#include <memory>
#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/config/configuration.h"
#include "common/observability/log.h"
#include "common/ports/clock.h"
#include "common/ports/id_source.h"
#include "services/gateway/adapters/gateway_options.h"
#include "services/gateway/adapters/identity_authenticators.h"
#include "services/gateway/adapters/process.h"
#include "services/gateway/adapters/service_catalogue.h"
#include "services/gateway/adapters/structured_log.h"
#include "services/gateway/server/gateway_server.h"

namespace clearbudget::gateway {
namespace {

using observability::Level;

absl::StatusOr<std::unique_ptr<ServiceCatalogue>> LoadCatalogue(const std::string& path) {
  if (path.empty()) return nullptr;
  return ServiceCatalogue::Load(path);
}

int Run(const GatewayOptions& options) {
  absl::StatusOr<GatewayConfig> config = ToConfig(options);
  if (!config.ok()) return ReportFailure(config.status());
  const auto catalogue = LoadCatalogue(options.descriptor_set);
  if (!catalogue.ok()) return ReportFailure(catalogue.status());

  const ports::SystemClock clock;
  const auto authenticators =
      IdentityAuthenticators::Load(options.identity_policy, options.assertion_private_key_file, clock);
  if (!authenticators.ok()) return ReportFailure(authenticators.status());

  observability::InitLogging("gateway", *observability::LevelFromName(options.log_level));
  ports::RandomIdSource request_ids;
  StructuredLog log;
  const auto server = GatewayServer::Start(*std::move(config), {.catalogue = catalogue->get(),
                                                                .authenticators = **authenticators,
                                                                .request_ids = request_ids,
                                                                .clock = clock,
                                                                .log = log});
  if (!server.ok()) return ReportFailure(server.status());
  const absl::Status port_file = WritePortFile(options.port_file, (*server)->port());
  if (!port_file.ok()) return ReportFailure(port_file);

  observability::Log(Level::kInfo, "server_started",
                     {{"address", options.listen_address}, {"port", std::int64_t{(*server)->port()}}});
  WaitForStop();
  observability::Log(Level::kInfo, "server_stopping");
  (*server)->Drain();
  (*server)->Wait();
  observability::Log(Level::kInfo, "server_stopped");
  observability::StopLogging();
  return 0;
}

}  // namespace
}  // namespace clearbudget::gateway

int main(int argc, char** argv) {
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  clearbudget::gateway::InitProcess();
  clearbudget::gateway::GatewayOptions options;
  const std::optional<int> exit_code =
      clearbudget::config::ReadOrExitCode("gateway", clearbudget::gateway::OptionsOf(options), argc, argv);
  return exit_code ? *exit_code : clearbudget::gateway::Run(options);
}
