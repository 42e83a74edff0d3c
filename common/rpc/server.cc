#include "common/rpc/server.h"

#include <malloc.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "common/errors/error.h"
#include "common/observability/log.h"
#include "common/rpc/limits.h"
#include "common/rpc/process.h"
#include "common/rpc/tls_credentials.h"
#include "fmt/core.h"
#include "grpcpp/health_check_service_interface.h"
#include "grpcpp/resource_quota.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"

namespace clearbudget::rpc {
namespace {

using errors::Reason;
using observability::Level;
using std::chrono::milliseconds;

constexpr int kConnectionAgeGraceMs = 30 * 1000;
constexpr int kShortestPingIntervalMs = 10 * 1000;

std::string ListeningUri(const ServerConfig& config) {
  const bool six = config.listen_address.find(':') != std::string::npos;
  return six ? fmt::format("[{}]:{}", config.listen_address, config.port)
             : fmt::format("{}:{}", config.listen_address, config.port);
}

// Written whole or not at all, since another process waits for it.
absl::Status WritePortFile(const std::string& file, int port) {
  const std::string temporary = file + ".new";
  std::ofstream stream(temporary, std::ios::trunc);
  stream << port << '\n';
  stream.close();
  std::error_code error;
  if (stream) std::filesystem::rename(temporary, file, error);
  if (stream && !error) return absl::OkStatus();
  return errors::Error(Reason::kConfigurationInvalid,
                       {{"name", "port_file"}, {"cause", fmt::format("{} cannot be written", file)}});
}

void SetLimits(const ServerConfig& config, grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(kLargestMessage);
  builder.SetMaxSendMessageSize(kLargestMessage);
  builder.SetResourceQuota(
      grpc::ResourceQuota("clearbudget").SetMaxThreads(static_cast<int>(config.max_threads)));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS,
                             static_cast<int>(config.max_connection_streams));
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kLargestMetadata);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS,
                             static_cast<int>(config.max_connection_age.count()));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, kConnectionAgeGraceMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveTimeMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, kShortestPingIntervalMs);
  // Two processes on one port would share its calls without anybody noticing.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
}

}  // namespace

std::vector<config::Option> ServerOptions(ServerConfig& config) {
  std::vector<config::Option> options{
      {.name = "listen_address",
       .value = &config.listen_address,
       .english = "The address to listen on.",
       .chinese = "监听地址。",
       .required = true},
      {.name = "port",
       .value = &config.port,
       .english = "The port to listen on; 0 takes a free one.",
       .chinese = "监听端口；0 表示任选空闲端口。",
       .maximum = 65535},
      {.name = "port_file",
       .value = &config.port_file,
       .english = "A file to write the port to once calls are taken; empty for none.",
       .chinese = "开始服务后写入端口号的文件；空表示不写。"},
      {.name = "max_threads",
       .value = &config.max_threads,
       .english = "The most threads of the server; calls beyond them are refused with RESOURCE_EXHAUSTED.",
       .chinese = "服务线程上限；超出的调用以 RESOURCE_EXHAUSTED 拒绝。",
       .minimum = 4,
       .maximum = 1024},
      {.name = "max_connection_streams",
       .value = &config.max_connection_streams,
       .english = "The most calls at once on one connection.",
       .chinese = "每个连接的并发调用上限。",
       .minimum = 1,
       .maximum = 10000},
      {.name = "max_connection_age",
       .value = &config.max_connection_age,
       .english = "When a connection is asked to reconnect, so that clients find new servers.",
       .chinese = "连接存续时间，到时请客户端重连。",
       .minimum = 1000,
       .maximum = 24 * 3600 * 1000},
      {.name = "drain_time",
       .value = &config.drain_time,
       .english = "How long a stopping server still takes calls while health says NOT_SERVING.",
       .chinese = "停止前仍接受调用、健康检查已报告停止的时间。",
       .maximum = 60 * 1000},
      {.name = "stop_time",
       .value = &config.stop_time,
       .english = "After this time a stopping server cancels the calls that still run.",
       .chinese = "停止时等待在途调用的时间，超过则取消。",
       .maximum = 20 * 1000},
      {.name = "assertion_public_key_file",
       .value = &config.assertion_public_key_file,
       .english = "The public keys (PEM) that the gateway's assertions about callers are verified with.",
       .chinese = "验证网关身份断言的公钥文件（PEM）。",
       .required = true},
      {.name = "log_level",
       .value = &config.log_level,
       .english = "The least level that is logged.",
       .chinese = "日志级别。",
       .choices = {"debug", "info", "warning", "error"}},
  };
  for (config::Option& option : TlsOptions(config.tls)) options.push_back(std::move(option));
  return options;
}

Server::Server(const ServerConfig& config) : config_(config) {}

Server::~Server() {
  Stop();
}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerConfig& config,
                                                      const std::vector<ServedService>& services) {
  if (absl::Status status = CheckTlsFiles(config.tls); !status.ok()) return status;
  grpc::EnableDefaultHealthCheckService(true);
  grpc::ServerBuilder builder;
  SetLimits(config, builder);
  std::unique_ptr<Server> server(new Server(config));
  for (const ServedService& service : services) {
    if (absl::Status status = service.methods->Complete(); !status.ok()) return status;
    builder.RegisterService(service.service);
  }
  builder.AddListeningPort(ListeningUri(config), ServerTls(config.tls), &server->port_);
  server->server_ = builder.BuildAndStart();
  if (server->server_ == nullptr || server->port_ == 0) {
    return errors::Error(
        Reason::kConfigurationInvalid,
        {{"name", "port"}, {"cause", fmt::format("{} cannot be listened on", ListeningUri(config))}});
  }
  auto* health = server->server_->GetHealthCheckService();
  for (const ServedService& service : services) health->SetServingStatus(service.methods->service(), true);
  if (!config.port_file.empty()) {
    if (absl::Status status = WritePortFile(config.port_file, server->port_); !status.ok()) return status;
  }
  return server;
}

void Server::Stop() {
  if (std::exchange(stopped_, true) || server_ == nullptr) return;
  const auto deadline = std::chrono::system_clock::now() + config_.stop_time;
  server_->GetHealthCheckService()->SetServingStatus(false);
  WaitForStopFor(std::min(config_.drain_time, config_.stop_time));
  server_->Shutdown(deadline);
  server_->Wait();
}

int RunServer(const ServerConfig& config, const std::vector<ServedService>& services) {
  const absl::StatusOr<std::unique_ptr<Server>> server = Server::Start(config, services);
  if (!server.ok()) {
    const std::string cause(server.status().message());
    observability::Log(Level::kError, "server_not_started", {{"cause", cause}});
    fmt::print(stderr, "{}\n", cause);
    return 1;
  }
  observability::Log(Level::kInfo, "server_started",
                     {{"address", config.listen_address}, {"port", std::int64_t{(*server)->port()}}});
  // What was needed to read packs and certificates is free by now, and goes back to the system.
  malloc_trim(0);
  const int signal = WaitForStop();
  observability::Log(Level::kInfo, "server_stopping", {{"signal", std::int64_t{signal}}});
  (*server)->Stop();
  observability::Log(Level::kInfo, "server_stopped");
  return 0;
}

}  // namespace clearbudget::rpc
