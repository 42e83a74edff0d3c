#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "common/ports/call_limits.h"
#include "services/performance/domain/revision_targets.h"

namespace clearbudget::performance {

// The revisions of the service that owns budgets. May be called by several threads at once.
class RevisionReader {
 public:
  virtual ~RevisionReader() = default;

  // What of a revision is evaluated. Errors: NOT_FOUND; UNAVAILABLE or DEADLINE_EXCEEDED,
  // naming the service; INTERNAL where its answer does not follow the contract.
  virtual absl::StatusOr<std::shared_ptr<const RevisionTargets>> ReadRevision(
      const ports::CallLimits& limits, const names::RevisionName& name) = 0;
};

}  // namespace clearbudget::performance
