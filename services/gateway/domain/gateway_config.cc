#include "services/gateway/domain/gateway_config.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

#include "common/errors/reason.h"

namespace clearbudget::gateway {
namespace {

using errors::Reason;
using errors::Violation;

// A whole request message of the calls that the gateway answers itself, with room.
constexpr std::uint32_t kLeastStreamWindow = 128 * 1024;

Violation BadSetting(std::string_view name, std::string_view given, std::string expected_zh,
                     std::string expected_en) {
  return {.path = std::string(name),
          .given = std::string(given),
          .reason = Reason::kConfigurationInvalid,
          .expected_zh = std::move(expected_zh),
          .expected_en = std::move(expected_en)};
}

void CheckPositive(std::string_view name, std::uint64_t value, std::vector<Violation>& violations) {
  if (value == 0) violations.push_back(BadSetting(name, "0", "至少为 1", "at least 1"));
}

// `otherwise` is the setting that makes the file unnecessary.
void CheckFile(std::string_view name, const std::string& path, std::string_view otherwise,
               std::vector<Violation>& violations) {
  if (!path.empty()) return;
  violations.push_back(BadSetting(name, "", fmt::format("PEM 文件的路径，或者设 {}", otherwise),
                                  fmt::format("the path of a PEM file, or else {}", otherwise)));
}

Violation PlaintextBeyondLoopback(std::string_view name, std::string_view host) {
  return BadSetting(name, host, "本机回环地址（127.0.0.1、::1 或 localhost），因为连接不加密",
                    "a loopback address (127.0.0.1, ::1 or localhost), since connections are not encrypted");
}

void CheckClientTls(const GatewayConfig& config, std::vector<Violation>& violations) {
  const ClientTls& tls = config.client_tls;
  if (tls.plaintext) {
    if (!IsLoopback(config.listen.host)) {
      violations.push_back(PlaintextBeyondLoopback("listen_address", config.listen.host));
    }
    return;
  }
  CheckFile("tls_certificate_file", tls.files.certificate, "plaintext", violations);
  CheckFile("tls_private_key_file", tls.files.private_key, "plaintext", violations);
  if (tls.client_certificates != ClientCertificates::kOff) {
    CheckFile("client_ca_file", tls.files.ca, "client_certificates=off", violations);
  }
}

void CheckInternalTls(const GatewayConfig& config, std::vector<Violation>& violations) {
  const InternalTls& tls = config.internal_tls;
  if (tls.plaintext) {
    for (const Backend& backend : config.backends) {
      if (IsLoopback(backend.endpoint.host)) continue;
      violations.push_back(PlaintextBeyondLoopback("backends", EndpointText(backend.endpoint)));
    }
    return;
  }
  CheckFile("internal_certificate_file", tls.files.certificate, "plaintext_backends", violations);
  CheckFile("internal_private_key_file", tls.files.private_key, "plaintext_backends", violations);
  CheckFile("internal_ca_file", tls.files.ca, "plaintext_backends", violations);
  if (tls.trust_domain.empty()) {
    violations.push_back(BadSetting("trust_domain", "", "DNS 域名，例如 clearbudget.internal",
                                    "a DNS name, such as clearbudget.internal"));
  }
}

}  // namespace

std::vector<Violation> CheckConfig(const GatewayConfig& config) {
  std::vector<Violation> violations;
  CheckClientTls(config, violations);
  CheckInternalTls(config, violations);
  const Limits& limits = config.limits;
  CheckPositive("threads", config.threads, violations);
  CheckPositive("connections_per_backend", config.connections_per_backend, violations);
  CheckPositive("max_calls", limits.max_calls, violations);
  CheckPositive("max_connections", limits.max_connections, violations);
  CheckPositive("max_connections_per_peer", limits.max_connections_per_peer, violations);
  CheckPositive("max_connection_streams", limits.max_streams_per_connection, violations);
  if (limits.stream_window_bytes < kLeastStreamWindow ||
      limits.stream_window_bytes > limits.connection_window_bytes ||
      limits.connection_window_bytes > INT32_MAX) {
    violations.push_back(BadSetting(
        "stream_window_bytes", fmt::format("{}", limits.stream_window_bytes),
        fmt::format("至少 {}，且不大于连接窗口 {}", kLeastStreamWindow, limits.connection_window_bytes),
        fmt::format("at least {} and at most the connection's window, {}", kLeastStreamWindow,
                    limits.connection_window_bytes)));
  }
  return violations;
}

std::optional<Backend> ParseBackend(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) return std::nullopt;
  std::optional<Endpoint> endpoint = ParseEndpoint(text.substr(equals + 1));
  if (!endpoint || endpoint->port == 0) return std::nullopt;
  return Backend{std::string(text.substr(0, equals)), *std::move(endpoint)};
}

std::vector<Violation> AddBackends(std::string_view list, GatewayConfig& config) {
  std::vector<Violation> violations;
  for (const std::string_view text : SplitList(list)) {
    if (std::optional<Backend> backend = ParseBackend(text)) {
      config.backends.push_back(*std::move(backend));
    } else {
      violations.push_back(BadSetting("backends", text, "名称=主机:端口，例如 submission=127.0.0.1:8081",
                                      "name=host:port, such as submission=127.0.0.1:8081"));
    }
  }
  return violations;
}

std::vector<Violation> AddRoutes(std::string_view list, GatewayConfig& config) {
  std::vector<Violation> violations;
  for (const std::string_view text : SplitList(list)) {
    const std::size_t equals = std::min(text.find('='), text.size());
    const std::string_view name = text.substr(std::min(equals + 1, text.size()));
    const auto backend = std::find_if(config.backends.begin(), config.backends.end(),
                                      [name](const Backend& candidate) { return candidate.name == name; });
    const auto index = static_cast<std::size_t>(std::distance(config.backends.begin(), backend));
    if (backend == config.backends.end() ||
        !config.routes.Add({std::string(text.substr(0, equals)), index})) {
      violations.push_back(BadSetting(
          "routes", text, "服务名或包前缀=已配置的后端，每个前缀一次，例如 clearbudget.budget.v1.=submission",
          "a service or package prefix=a configured backend, each once, such as "
          "clearbudget.budget.v1.=submission"));
    }
  }
  return violations;
}

std::vector<std::string_view> SplitList(std::string_view list) {
  std::vector<std::string_view> items;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (comma > 0) items.push_back(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return items;
}

}  // namespace clearbudget::gateway
