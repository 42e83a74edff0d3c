#include <fmt/core.h>

#include <cstdio>
#include <optional>
#include <string>

#include "common/config/configuration.h"
#include "common/observability/log.h"
#include "common/ports/clock.h"
#include "common/rpc/process.h"
#include "common/rpc/server.h"
#include "services/performance/configuration.h"
#include "services/performance/process.h"

int main(int argc, char** argv) {
  using namespace clearbudget;
  rpc::InitProcess();
  performance::Configuration configuration;
  const std::optional<int> exit_code =
      config::ReadOrExitCode("performance", performance::OptionsOf(configuration), argc, argv);
  if (exit_code.has_value()) return *exit_code;
  observability::InitLogging(
      "performance",
      observability::LevelFromName(configuration.server.log_level).value_or(observability::Level::kInfo));
  const ports::SystemClock clock;
  auto process = performance::Process::Open(configuration, clock);
  if (!process.ok()) {
    fmt::print(stderr, "performance: {}\n", std::string(process.status().message()));
    observability::StopLogging();
    return 1;
  }
  const int code = rpc::RunServer(configuration.server, (*process)->Services());
  // Its last entries go into the trail's log while faults can still be told.
  process->reset();
  observability::StopLogging();
  return code;
}
