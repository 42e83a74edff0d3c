#include "common/rpc/process.h"

#include <signal.h>
#include <sys/stat.h>

#include <cerrno>
#include <ctime>
#include <string_view>

#include "absl/synchronization/mutex.h"
#include "common/observability/log.h"
#include "grpc/support/log.h"

namespace clearbudget::rpc {
namespace {

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

// gRPC's own lines, which are about connections and never about calls, in the form of ours.
void LogForGrpc(gpr_log_func_args* line) {
  const auto level =
      line->severity == GPR_LOG_SEVERITY_ERROR ? observability::Level::kError : observability::Level::kInfo;
  observability::Log(level, "grpc", {{"message", std::string_view(line->message)}});
}

}  // namespace

void InitProcess() {
  gpr_set_log_function(LogForGrpc);
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  umask(077);
}

int WaitForStop() {
  const sigset_t signals = StopSignals();
  int signal = 0;
  while (sigwait(&signals, &signal) != 0) {
  }
  return signal;
}

bool WaitForStopFor(std::chrono::milliseconds time) {
  const sigset_t signals = StopSignals();
  const auto end = std::chrono::steady_clock::now() + time;
  while (true) {
    const auto left =
        std::chrono::duration_cast<std::chrono::nanoseconds>(end - std::chrono::steady_clock::now());
    if (left.count() <= 0) return false;
    const timespec limit{.tv_sec = static_cast<std::time_t>(left.count() / 1'000'000'000),
                         .tv_nsec = static_cast<long>(left.count() % 1'000'000'000)};
    if (sigtimedwait(&signals, nullptr, &limit) >= 0) return true;
    if (errno == EAGAIN) return false;
  }
}

}  // namespace clearbudget::rpc
