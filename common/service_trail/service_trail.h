#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/ports/audit_log.h"
#include "common/ports/clock.h"
#include "common/service_trail/trail_config.h"
#include "common/storage/group_commit.h"
#include "common/storage/read_pool.h"
#include "common/trail_store/folding_audit_log.h"
#include "common/trail_store/trail_log.h"
#include "common/trail_store/trail_runner.h"

namespace clearbudget::service_trail {

// All that a service needs of the trail: where the gate records events, the logs that its trail methods read,
// and the runner that brings them up to date.
class ServiceTrail {
 public:
  // `service` is the process, "submission". Fixes the store's hash algorithm, so that it is opened before
  // anything else writes; makes the folder of checkpoints. All must outlive the trail. Errors:
  // CONFIGURATION_INVALID (the folder); FAILED_PRECONDITION, TRAIL_HASH_FIXED or TRAIL_KEY_UNUSABLE; those of
  // the store.
  static absl::StatusOr<std::unique_ptr<ServiceTrail>> Open(const std::string& service,
                                                            const TrailConfig& config,
                                                            storage::GroupCommit& writer,
                                                            storage::ReadPool& readers,
                                                            const ports::Clock& clock);

  // As Stop.
  ~ServiceTrail() { Stop(); }
  ServiceTrail(const ServiceTrail&) = delete;
  ServiceTrail& operator=(const ServiceTrail&) = delete;

  ports::AuditLog& audit() { return audit_; }
  trail_store::TrailLog& log() { return log_; }

  // Starts to bring the logs up to date. What fails is logged and tried again.
  void Start() { runner_.Start(); }

  // After the server has stopped and before the store's writer does: puts what was done until now into the
  // logs.
  void Stop() { runner_.Stop(); }

 private:
  ServiceTrail(trail_store::TrailLog log, const TrailConfig& config, storage::GroupCommit& writer,
               const ports::Clock& clock);

  trail_store::TrailLog log_;
  trail_store::FoldingAuditLog audit_;
  trail_store::TrailRunner runner_;
};

}  // namespace clearbudget::service_trail
