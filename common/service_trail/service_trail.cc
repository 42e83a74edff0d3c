#include "common/service_trail/service_trail.h"

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "common/digest/digest.h"
#include "common/errors/error.h"
#include "common/observability/log.h"

namespace clearbudget::service_trail {
namespace {

absl::Status MakeFolder(const std::string& folder) {
  std::error_code error;
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (!error) return absl::OkStatus();
  return errors::Error(errors::Reason::kConfigurationInvalid,
                       {{"name", "checkpoint_dir"}, {"cause", error.message()}});
}

void LogFault(const std::string& region, const absl::Status& status) {
  const std::string cause(status.message());
  observability::Log(observability::Level::kError, "trail_fault", {{"region", region}, {"cause", cause}});
}

}  // namespace

absl::StatusOr<std::unique_ptr<ServiceTrail>> ServiceTrail::Open(const std::string& service,
                                                                 const TrailConfig& config,
                                                                 storage::GroupCommit& writer,
                                                                 storage::ReadPool& readers,
                                                                 const ports::Clock& clock) {
  if (absl::Status made = MakeFolder(config.checkpoint_dir); !made.ok()) return made;
  const std::optional<digest::Algorithm> hash = digest::AlgorithmNamed(config.hash);
  if (!hash.has_value()) {
    return errors::Error(errors::Reason::kConfigurationInvalid,
                         {{"name", "trail_hash"}, {"cause", config.hash}});
  }
  absl::StatusOr<trail_store::TrailLog> log = trail_store::TrailLog::Open(
      {.origin = "clearbudget/" + service, .hash = *hash, .key_file = config.key_file}, writer, readers,
      clock);
  if (!log.ok()) return log.status();
  return std::unique_ptr<ServiceTrail>(new ServiceTrail(*std::move(log), config, writer, clock));
}

ServiceTrail::ServiceTrail(trail_store::TrailLog log, const TrailConfig& config, storage::GroupCommit& writer,
                           const ports::Clock& clock)
    : log_(std::move(log)),
      audit_(writer, clock),
      runner_({.interval = config.checkpoint_interval, .checkpoint_dir = config.checkpoint_dir}, log_, audit_,
              LogFault) {}

}  // namespace clearbudget::service_trail
