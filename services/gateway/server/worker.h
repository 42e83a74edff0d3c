// One thread of the gateway, with everything that it owns: no other thread touches any of it.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "common/ports/id_source.h"
#include "services/gateway/adapters/service_catalogue.h"
#include "services/gateway/answers/local_methods.h"
#include "services/gateway/domain/gateway_config.h"
#include "services/gateway/net/event_loop.h"
#include "services/gateway/net/socket.h"
#include "services/gateway/net/timer_wheel.h"
#include "services/gateway/net/unique_fd.h"
#include "services/gateway/ports/authenticator.h"
#include "services/gateway/ports/gateway_log.h"
#include "services/gateway/relay/dispatcher.h"
#include "services/gateway/relay/downstream_connection.h"
#include "services/gateway/relay/upstream_pool.h"
#include "services/gateway/tls/tls_credentials.h"

namespace clearbudget::gateway {

// What all workers are given; outlives them.
struct WorkerContext {
  const GatewayConfig& config;
  const std::vector<SocketAddress>& backend_addresses;
  TlsCredentials& tls;
  const ServiceCatalogue* catalogue;  // null: no reflection
  Authenticators& authenticators;
  ports::IdSource& request_ids;
  GatewayLog& log;
};

class Worker final : private DownstreamConnection::Owner, private EventLoop::Handler, private HealthView {
 public:
  explicit Worker(const WorkerContext& context);
  ~Worker() override;

  // Takes its listening socket. `leads`: this worker does what one does for all: it tells the log when a
  // backend comes or goes, and looks for changed certificates.
  absl::Status Open(UniqueFd listener, bool leads);

  // The thread's body. Returns when the gateway has drained.
  void Run();

  // From any thread: says NOT_SERVING, takes no more connections, lets open calls end, closes what is left at
  // the deadline.
  void RequestDrain();

 private:
  void OnReady(bool readable, bool writable) override;
  void AcceptWaiting();
  void TakeConnection(Accepted accepted);
  void OnDownstreamGone(DownstreamConnection& connection) override;

  void RefreshCertificates();

  void BeginDrain();
  void CloseDoor();
  void StopWhenEmpty();

  bool Draining() const override { return draining_; }
  std::size_t BackendCount() const override { return context_.config.backends.size(); }
  bool Serving(std::size_t backend) const override { return pool_->Serving(backend); }

  const WorkerContext context_;
  EventLoop loop_;
  UniqueFd listener_;
  std::optional<UpstreamPool> pool_;
  LocalMethods local_methods_;
  const std::unique_ptr<Authenticator> authenticator_;
  std::optional<Dispatcher> dispatcher_;
  absl::flat_hash_map<DownstreamConnection*, std::unique_ptr<DownstreamConnection>> connections_;
  absl::flat_hash_map<std::string, std::size_t> connections_of_peer_;
  Timer notice_timer_;
  Timer drain_timer_;
  Timer refresh_timer_;
  bool draining_ = false;
  bool door_closed_ = false;
  std::atomic<bool> drain_requested_ = false;
};

}  // namespace clearbudget::gateway
