// The server that stop_test stops: its GetAgency answers when a byte comes on standard input.
#include <unistd.h>

#include "common/config/configuration.h"
#include "common/observability/log.h"
#include "common/rpc/process.h"
#include "common/rpc/server.h"
#include "common/rpc/test_agency_service.h"

int main(int argc, char** argv) {
  clearbudget::rpc::InitProcess();
  clearbudget::rpc::ServerConfig config;
  const auto exit_code = clearbudget::config::ReadOrExitCode(
      "stop_test_server", clearbudget::rpc::ServerOptions(config), argc, argv);
  if (exit_code.has_value()) return *exit_code;
  clearbudget::observability::InitLogging("stop_test_server", clearbudget::observability::Level::kDebug);
  clearbudget::rpc::TestAgencyService service;
  service.get = [](const auto&, const auto& request) {
    clearbudget::observability::Log(clearbudget::observability::Level::kInfo, "waiting");
    char byte = 0;
    [[maybe_unused]] const ssize_t taken = read(STDIN_FILENO, &byte, 1);
    clearbudget::budget::v1::Agency agency;
    agency.set_name(request.name());
    return absl::StatusOr<clearbudget::budget::v1::Agency>(agency);
  };
  const int code = clearbudget::rpc::RunServer(config, {service.Served()});
  clearbudget::observability::StopLogging();
  return code;
}
