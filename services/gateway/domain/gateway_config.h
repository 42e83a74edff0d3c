// Everything that can be set on a gateway.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/errors/violation.h"
#include "services/gateway/domain/endpoint.h"
#include "services/gateway/domain/routing_table.h"
#include "services/gateway/domain/tls_settings.h"

namespace clearbudget::gateway {

// Bounds on what one process takes on. Counts of connections and calls are shared out evenly among the
// threads, since threads share nothing. Buffered bytes are at most max_calls x 2 x stream_window_bytes.
struct Limits {
  std::size_t max_connections = 4096;
  std::size_t max_connections_per_peer = 1024;
  std::size_t max_calls = 2048;
  std::uint32_t max_streams_per_connection = 256;
  std::uint32_t header_list_bytes = 16 * 1024;
  std::uint32_t stream_window_bytes = 256 * 1024;
  std::uint32_t connection_window_bytes = 1024 * 1024;
  std::size_t max_continuations = 8;
  std::size_t max_settings_entries = 32;
  // Streams that a client may break off, and PING, SETTINGS, PRIORITY or empty DATA frames it may send.
  std::int64_t reset_burst = 1000;
  std::int64_t reset_per_second = 50;
  std::int64_t control_burst = 10'000;
  std::int64_t control_per_second = 200;
};

struct Times {
  std::chrono::milliseconds default_deadline{60'000};  // of a call without grpc-timeout
  std::chrono::milliseconds deadline_grace{200};       // beyond it, before the gateway answers itself
  std::chrono::milliseconds handshake_timeout{
      10'000};                                       // until the client's SETTINGS, or a whole header block
  std::chrono::milliseconds idle_timeout{300'000};   // of a connection without calls
  std::chrono::milliseconds stall_timeout{30'000};   // of a connection that takes no bytes
  std::chrono::milliseconds probe_interval{1'000};   // between two health checks of a backend connection
  std::chrono::milliseconds probe_timeout{3'000};    // of one health check
  std::chrono::milliseconds reconnect_delay{50};     // the first; it doubles up to one second
  std::chrono::milliseconds drain_notice{0};         // health says NOT_SERVING before connections are told
  std::chrono::milliseconds drain_deadline{20'000};  // for open calls to end
};

struct Backend {
  std::string name;  // as messages and logs call it: "submission"
  Endpoint endpoint;
};

struct GatewayConfig {
  Endpoint listen{"127.0.0.1", 8080};  // port 0: any free port
  ClientTls client_tls;
  InternalTls internal_tls;
  std::size_t threads = 1;
  std::size_t connections_per_backend = 4;  // of each thread
  std::vector<Backend> backends;
  RoutingTable routes;
  Limits limits;
  Times times;
};

// Everything that is wrong: files that are missing for TLS, plaintext beyond the loopback interface, counts
// of zero, windows that do not fit into each other. The paths are the names of the options.
std::vector<errors::Violation> CheckConfig(const GatewayConfig& config);

// Read "submission=127.0.0.1:8081,performance=..." and "clearbudget.budget.v1.=submission,..." into the
// configuration; routes after backends, since they name them.
std::vector<errors::Violation> AddBackends(std::string_view list, GatewayConfig& config);
std::vector<errors::Violation> AddRoutes(std::string_view list, GatewayConfig& config);

// Reads "submission=127.0.0.1:8081".
std::optional<Backend> ParseBackend(std::string_view text);

// The items between commas, without empty ones.
std::vector<std::string_view> SplitList(std::string_view list);

}  // namespace clearbudget::gateway
