// clearbudget: what a clerk or an integrator does by hand.
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "services/cli/run.h"

namespace {

int TerminalWidth() {
  winsize size = {};
  if (isatty(STDOUT_FILENO) == 0 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

std::optional<std::string> Variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr) return std::nullopt;
  return value;
}

}  // namespace

int main(int argc, char** argv) {
  // Debian's Abseil aborts on what its deadlock detector takes for a cycle within gRPC.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  const clearbudget::ports::SystemClock clock;
  const clearbudget::cli::Machine machine{
      .clock = clock,
      .pause = [](std::chrono::milliseconds time) { std::this_thread::sleep_for(time); },
      .environment = Variable,
  };
  const clearbudget::cli::Streams streams{.out = std::cout,
                                          .error = std::cerr,
                                          .out_width = TerminalWidth(),
                                          .error_is_terminal = isatty(STDERR_FILENO) != 0};
  return clearbudget::cli::Run(std::vector<std::string>(argv + 1, argv + argc), machine, streams);
}
