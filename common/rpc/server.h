// The life of a gRPC server: limits, listening, health, stop.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/config/option.h"
#include "common/rpc/service_methods.h"
#include "common/rpc/tls_files.h"

namespace grpc {
class Server;
class Service;
}  // namespace grpc

namespace clearbudget::rpc {

struct ServerConfig {
  std::string listen_address = "127.0.0.1";
  std::int64_t port = 0;
  std::string port_file;
  std::int64_t max_threads = 128;
  std::int64_t max_connection_streams = 100;
  std::chrono::milliseconds max_connection_age{5 * 60 * 1000};
  std::chrono::milliseconds drain_time{200};
  std::chrono::milliseconds stop_time{20 * 1000};
  // There is no way to serve without mutual TLS.
  TlsFiles tls;
  // Of the gateway, whose word about its callers is taken.
  std::string assertion_public_key_file = "data/keys/assertion_public.pem";
  std::string log_level = "info";
};

// The rows of a process's table for its server.
std::vector<config::Option> ServerOptions(ServerConfig& config);

// A service with the methods that it serves its calls through. Both outlive the server.
struct ServedService {
  grpc::Service* service;
  const ServiceMethods* methods;
};

class Server {
 public:
  // Listens and serves, to those who have a certificate of the authority. Errors: FAILED_PRECONDITION for an
  // incomplete service; CONFIGURATION_INVALID for files that cannot be used, or an address and port that
  // cannot be listened on.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerConfig& config,
                                                       const std::vector<ServedService>& services);

  // As Stop.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // The port listened on, also where the configuration says 0.
  int port() const { return port_; }

  // Answers health checks with NOT_SERVING, waits for drain_time so that balancers turn away, takes no new
  // calls, lets running calls end, and cancels those that still run when stop_time has passed since the
  // beginning.
  void Stop();

 private:
  explicit Server(const ServerConfig& config);

  ServerConfig config_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
  bool stopped_ = false;
};

// For main: starts, logs "server_started" with the port, waits for SIGTERM or SIGINT, stops. The exit code:
// 0, or 1 where the server could not start; the reason is logged and printed.
int RunServer(const ServerConfig& config, const std::vector<ServedService>& services);

}  // namespace clearbudget::rpc
