// The gateway's configuration as the process is given it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/config/option.h"
#include "services/gateway/domain/gateway_config.h"

namespace clearbudget::gateway {

// The values of the options; those of `limits` and `times` begin as the domain has them.
struct GatewayOptions {
  std::string listen_address = "127.0.0.1";
  std::int64_t port = 8080;
  std::string port_file;
  std::string log_level = "info";
  std::string descriptor_set;
  ClientTls client_tls;
  std::string client_certificates = "off";
  InternalTls internal_tls;
  std::string identity_policy;
  std::string assertion_private_key_file;
  std::int64_t threads = 1;
  std::int64_t connections_per_backend = 4;
  std::string backends = "submission=127.0.0.1:8081,performance=127.0.0.1:8082,disclosure=127.0.0.1:8083";
  std::string routes =
      "clearbudget.budget.v1.=submission,clearbudget.pack.v1.=submission,"
      "clearbudget.performance.v1.=performance,clearbudget.disclosure.v1.=disclosure";
  std::int64_t max_connections = 4096;
  std::int64_t max_connections_per_peer = 1024;
  std::int64_t max_calls = 2048;
  std::int64_t max_connection_streams = 256;
  Times times;
};

// The rows of the process's table.
std::vector<config::Option> OptionsOf(GatewayOptions& options);

// INVALID_ARGUMENT with a violation for everything that is wrong.
absl::StatusOr<GatewayConfig> ToConfig(const GatewayOptions& options);

}  // namespace clearbudget::gateway
