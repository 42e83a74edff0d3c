#include "services/gateway/adapters/process.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "common/errors/catalogue.h"
#include "common/errors/error.h"

namespace clearbudget::gateway {
namespace {

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

}  // namespace

void InitProcess() {
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  // A log that nobody reads any more ends no calls.
  std::signal(SIGPIPE, SIG_IGN);
  umask(077);
}

void WaitForStop() {
  const sigset_t signals = StopSignals();
  int received = 0;
  sigwait(&signals, &received);
}

absl::Status WritePortFile(const std::string& path, std::uint16_t port) {
  if (path.empty()) return absl::OkStatus();
  const std::string draft = path + ".new";
  std::ofstream file(draft, std::ios::trunc);
  file << port << '\n';
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(draft, path, error);
  if (!file || error) return absl::InternalError(fmt::format("cannot write the port file {}", path));
  return absl::OkStatus();
}

int ReportFailure(const absl::Status& status) {
  const std::optional<errors::Reason> reason = errors::ReasonOf(status);
  if (!reason) {
    fmt::print(stderr, "gateway: {}\n", std::string_view(status.message().data(), status.message().size()));
    return 1;
  }
  const errors::Metadata metadata = errors::MetadataOf(status);
  fmt::print(stderr, "gateway: {} / {}\n", errors::ChineseText(*reason, metadata),
             errors::EnglishText(*reason, metadata));
  for (const errors::Violation& violation : errors::ViolationsOf(status)) {
    fmt::print(stderr, "  {}: {}\n  {}: {}\n", violation.path, errors::ChineseText(violation), violation.path,
               errors::EnglishText(violation));
  }
  return 2;
}

}  // namespace clearbudget::gateway
