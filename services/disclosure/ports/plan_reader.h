#pragma once

#include <memory>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/ports/call_limits.h"
#include "services/disclosure/domain/statement_plan.h"

namespace clearbudget::disclosure {

// What packs say about statements. May be called by several threads at once.
class PlanReader {
 public:
  virtual ~PlanReader() = default;

  // The plan of the pack with a digest. Errors: NOT_FOUND; UNAVAILABLE or DEADLINE_EXCEEDED, naming the
  // service that keeps packs; FAILED_PRECONDITION, PACK_INVALID, with the cause, where the pack's outlines do
  // not compile.
  virtual absl::StatusOr<std::shared_ptr<const StatementPlan>> ReadPlan(const ports::CallLimits& limits,
                                                                        std::string_view pack_digest) = 0;
};

}  // namespace clearbudget::disclosure
