#include "services/gateway/server/gateway_server.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "common/errors/error.h"

namespace clearbudget::gateway {
namespace {

// The usual soft limit of 1,024 descriptors is below our limit of connections.
void RaiseDescriptorLimit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

// How many clients the process has descriptors for. Beyond its own limit the gateway closes a new connection;
// without a descriptor it could not even take it, and would be woken for it again and again.
std::size_t ConnectionsWithinReach(const GatewayConfig& config) {
  constexpr std::size_t kOtherDescriptors = 64;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return config.limits.max_connections;
  // A backend connection that drains stands beside the one that replaces it.
  const std::size_t upstream = 2 * config.threads * config.connections_per_backend * config.backends.size();
  const std::size_t reserved = kOtherDescriptors + 4 * config.threads + upstream;
  if (limit.rlim_cur <= reserved) return config.threads;
  return std::min<std::size_t>(config.limits.max_connections, limit.rlim_cur - reserved);
}

}  // namespace

absl::StatusOr<std::unique_ptr<GatewayServer>> GatewayServer::Start(GatewayConfig config,
                                                                    const Environment& environment) {
  if (absl::Status status = errors::BadRequest(CheckConfig(config)); !status.ok()) return status;
  RaiseDescriptorLimit();
  config.limits.max_connections = ConnectionsWithinReach(config);
  std::unique_ptr<GatewayServer> server(new GatewayServer(std::move(config)));
  absl::StatusOr<std::unique_ptr<TlsCredentials>> tls = TlsCredentials::Load(
      server->config_.client_tls, server->config_.internal_tls, environment.clock, environment.log);
  if (!tls.ok()) return tls.status();
  server->tls_ = *std::move(tls);
  if (absl::Status status = server->ResolveBackends(); !status.ok()) return status;
  std::vector<UniqueFd> listeners;
  if (absl::Status status = server->Listen(listeners); !status.ok()) return status;
  const WorkerContext context{server->config_,       server->backend_addresses_, *server->tls_,
                              environment.catalogue, environment.authenticators, environment.request_ids,
                              environment.log};
  for (UniqueFd& listener : listeners) {
    auto worker = std::make_unique<Worker>(context);
    const bool leads = server->workers_.empty();
    if (absl::Status status = worker->Open(std::move(listener), leads); !status.ok()) return status;
    server->workers_.push_back(std::move(worker));
  }
  for (const auto& worker : server->workers_) {
    server->threads_.emplace_back([runner = worker.get()] { runner->Run(); });
  }
  return server;
}

GatewayServer::~GatewayServer() {
  Drain();
  Wait();
}

absl::Status GatewayServer::ResolveBackends() {
  for (const Backend& backend : config_.backends) {
    absl::StatusOr<SocketAddress> address = Resolve(backend.endpoint);
    if (!address.ok()) return address.status();
    backend_addresses_.push_back(*address);
  }
  return absl::OkStatus();
}

absl::Status GatewayServer::Listen(std::vector<UniqueFd>& listeners) {
  Endpoint endpoint = config_.listen;
  const bool shared = config_.threads > 1;
  if (shared) {
    // Sharing the port among our threads would also let a second gateway join in; only a socket that does not
    // share finds out whether the port is taken.
    absl::StatusOr<SocketAddress> address = Resolve(endpoint);
    if (!address.ok()) return address.status();
    absl::StatusOr<UniqueFd> probe = gateway::Listen(*address, false);
    if (!probe.ok()) return probe.status();
    endpoint.port = LocalPort(probe->get());
  }
  for (std::size_t i = 0; i < config_.threads; ++i) {
    absl::StatusOr<SocketAddress> address = Resolve(endpoint);
    if (!address.ok()) return address.status();
    absl::StatusOr<UniqueFd> listener = gateway::Listen(*address, shared);
    if (!listener.ok()) return listener.status();
    endpoint.port = LocalPort(listener->get());
    listeners.push_back(*std::move(listener));
  }
  port_ = endpoint.port;
  return absl::OkStatus();
}

void GatewayServer::Drain() {
  for (const auto& worker : workers_) worker->RequestDrain();
}

void GatewayServer::Wait() {
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

}  // namespace clearbudget::gateway
