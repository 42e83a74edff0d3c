#include "services/gateway/adapters/gateway_options.h"

#include <utility>

#include "common/errors/error.h"

namespace clearbudget::gateway {
namespace {

constexpr std::int64_t kMaxCount = 1'000'000;

std::vector<config::Option> WhereToListen(GatewayOptions& o) {
  return {
      {.name = "listen_address",
       .value = &o.listen_address,
       .english = "address to listen on",
       .chinese = "监听地址",
       .required = true},
      {.name = "port",
       .value = &o.port,
       .english = "port to listen on; 0 for any free port",
       .chinese = "监听端口；0 表示任意空闲端口",
       .maximum = 65535},
      {.name = "port_file",
       .value = &o.port_file,
       .english = "file that the port is written to once the gateway listens",
       .chinese = "开始监听后写入端口号的文件"},
      {.name = "log_level",
       .value = &o.log_level,
       .english = "least level of log lines",
       .chinese = "日志级别",
       .choices = {"debug", "info", "warning", "error"}},
      {.name = "threads",
       .value = &o.threads,
       .english = "event loops, each with connections of its own",
       .chinese = "事件循环线程数，各有自己的连接",
       .minimum = 1,
       .maximum = 64},
  };
}

std::vector<config::Option> TowardsClients(GatewayOptions& o) {
  TlsFiles& files = o.client_tls.files;
  return {
      {.name = "tls_certificate_file",
       .value = &files.certificate,
       .english = "PEM: certificate that clients see, with its chain",
       .chinese = "PEM：向客户端出示的证书及证书链"},
      {.name = "tls_private_key_file",
       .value = &files.private_key,
       .english = "PEM: key of that certificate",
       .chinese = "PEM：该证书的私钥"},
      {.name = "client_certificates",
       .value = &o.client_certificates,
       .english = "whether clients may or must show a certificate",
       .chinese = "客户端是否可以或必须出示证书",
       .choices = {"off", "optional", "required"}},
      {.name = "client_ca_file",
       .value = &files.ca,
       .english = "PEM: CAs of clients' certificates",
       .chinese = "PEM：签发客户端证书的 CA"},
      {.name = "client_crl_file",
       .value = &files.revocation_list,
       .english = "PEM: revocation lists of these CAs; none: nothing is revoked",
       .chinese = "PEM：上述 CA 的证书吊销列表；不设则不检查吊销"},
      {.name = "plaintext",
       .value = &o.client_tls.plaintext,
       .english = "clients connect without TLS; loopback only, for measurements",
       .chinese = "客户端不使用 TLS；仅限本机回环地址，供测量用"},
  };
}

std::vector<config::Option> TowardsBackends(GatewayOptions& o) {
  TlsFiles& files = o.internal_tls.files;
  return {
      {.name = "internal_certificate_file",
       .value = &files.certificate,
       .english = "PEM: certificate that services see, with its chain",
       .chinese = "PEM：向内部服务出示的证书及证书链"},
      {.name = "internal_private_key_file",
       .value = &files.private_key,
       .english = "PEM: key of that certificate",
       .chinese = "PEM：该证书的私钥"},
      {.name = "internal_ca_file",
       .value = &files.ca,
       .english = "PEM: CA of the services' certificates",
       .chinese = "PEM：签发内部服务证书的 CA"},
      {.name = "internal_crl_file",
       .value = &files.revocation_list,
       .english = "PEM: revocation list of that CA; none: nothing is revoked",
       .chinese = "PEM：该 CA 的证书吊销列表；不设则不检查吊销"},
      {.name = "trust_domain",
       .value = &o.internal_tls.trust_domain,
       .english = "DNS domain that follows a service's name in its certificate",
       .chinese = "内部服务证书中服务名之后的 DNS 域名"},
      {.name = "plaintext_backends",
       .value = &o.internal_tls.plaintext,
       .english = "services are reached without TLS; loopback only, for measurements",
       .chinese = "与内部服务之间不使用 TLS；仅限本机回环地址，供测量用"},
  };
}

std::vector<config::Option> WhoMayCall(GatewayOptions& o) {
  return {
      {.name = "identity_policy",
       .value = &o.identity_policy,
       .english = "file that says which issuers of tokens and which client certificates are trusted",
       .chinese = "说明信任哪些令牌签发方和客户端证书的文件",
       .required = true},
      {.name = "assertion_private_key_file",
       .value = &o.assertion_private_key_file,
       .english = "PEM: Ed25519 key that the gateway signs its word to the services with",
       .chinese = "PEM：网关向内部服务签发身份断言所用的 Ed25519 私钥",
       .required = true},
  };
}

std::vector<config::Option> WhereToRoute(GatewayOptions& o) {
  return {
      {.name = "backends",
       .value = &o.backends,
       .english = "name=host:port of each service, separated by commas",
       .chinese = "各服务的 名称=主机:端口，以逗号分隔"},
      {.name = "routes",
       .value = &o.routes,
       .english = "package prefix or service=backend, separated by commas",
       .chinese = "包前缀或服务名=后端，以逗号分隔"},
      {.name = "connections_per_backend",
       .value = &o.connections_per_backend,
       .english = "connections of each thread to each backend",
       .chinese = "每个线程到每个后端的连接数",
       .minimum = 1,
       .maximum = 64},
      {.name = "descriptor_set",
       .value = &o.descriptor_set,
       .english = "FileDescriptorSet of all contracts, for reflection; none: no reflection",
       .chinese = "供反射使用的全部契约描述文件；不设则不提供反射"},
  };
}

std::vector<config::Option> Bounds(GatewayOptions& o) {
  return {
      {.name = "max_connections",
       .value = &o.max_connections,
       .english = "clients' connections",
       .chinese = "客户端连接数上限",
       .minimum = 1,
       .maximum = kMaxCount},
      {.name = "max_connections_per_peer",
       .value = &o.max_connections_per_peer,
       .english = "connections of one client address",
       .chinese = "单个客户端地址的连接数上限",
       .minimum = 1,
       .maximum = kMaxCount},
      {.name = "max_connection_streams",
       .value = &o.max_connection_streams,
       .english = "open calls of one connection",
       .chinese = "单个连接上同时进行的调用数上限",
       .minimum = 1,
       .maximum = kMaxCount},
      {.name = "max_calls",
       .value = &o.max_calls,
       .english = "open calls; bounds buffers at 512 KiB each",
       .chinese = "同时进行的调用数上限；每个调用的缓冲最多 512 KiB",
       .minimum = 1,
       .maximum = kMaxCount},
  };
}

std::vector<config::Option> HowLong(Times& times) {
  return {
      {.name = "default_deadline",
       .value = &times.default_deadline,
       .english = "time limit of a call that sets none",
       .chinese = "调用未设时限时的默认时限",
       .minimum = 1},
      {.name = "idle_timeout",
       .value = &times.idle_timeout,
       .english = "time after which a connection without calls is closed",
       .chinese = "没有调用的连接保持的时间",
       .minimum = 1},
      {.name = "drain_notice",
       .value = &times.drain_notice,
       .english = "time between NOT_SERVING and the end of listening when the gateway stops",
       .chinese = "停止时从报告 NOT_SERVING 到停止监听的时间"},
      {.name = "drain_deadline",
       .value = &times.drain_deadline,
       .english = "time for open calls to end when the gateway stops",
       .chinese = "停止时等待未完成调用的时间",
       .minimum = 1},
  };
}

void Append(std::vector<errors::Violation> more, std::vector<errors::Violation>& violations) {
  for (errors::Violation& violation : more) violations.push_back(std::move(violation));
}

ClientCertificates ClientCertificatesFrom(std::string_view name) {
  if (name == "required") return ClientCertificates::kRequired;
  return name == "optional" ? ClientCertificates::kOptional : ClientCertificates::kOff;
}

}  // namespace

std::vector<config::Option> OptionsOf(GatewayOptions& options) {
  std::vector<config::Option> all = WhereToListen(options);
  for (const std::vector<config::Option>& part :
       {TowardsClients(options), TowardsBackends(options), WhoMayCall(options), WhereToRoute(options),
        Bounds(options), HowLong(options.times)}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

absl::StatusOr<GatewayConfig> ToConfig(const GatewayOptions& options) {
  GatewayConfig config;
  config.listen = {options.listen_address, static_cast<std::uint16_t>(options.port)};
  config.client_tls = options.client_tls;
  config.client_tls.client_certificates = ClientCertificatesFrom(options.client_certificates);
  config.internal_tls = options.internal_tls;
  config.threads = static_cast<std::size_t>(options.threads);
  config.connections_per_backend = static_cast<std::size_t>(options.connections_per_backend);
  config.limits.max_connections = static_cast<std::size_t>(options.max_connections);
  config.limits.max_connections_per_peer = static_cast<std::size_t>(options.max_connections_per_peer);
  config.limits.max_calls = static_cast<std::size_t>(options.max_calls);
  config.limits.max_streams_per_connection = static_cast<std::uint32_t>(options.max_connection_streams);
  config.times = options.times;
  std::vector<errors::Violation> violations = AddBackends(options.backends, config);
  Append(AddRoutes(options.routes, config), violations);
  Append(CheckConfig(config), violations);
  if (absl::Status status = errors::BadRequest(std::move(violations)); !status.ok()) return status;
  return config;
}

}  // namespace clearbudget::gateway
