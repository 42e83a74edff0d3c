#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/ports/call_limits.h"
#include "services/performance/domain/schemes.h"

namespace clearbudget::performance {

// The schemes of the packs that revisions are judged by. May be called by several threads at once.
class SchemeReader {
 public:
  virtual ~SchemeReader() = default;

  // Errors: NOT_FOUND; UNAVAILABLE or DEADLINE_EXCEEDED, naming the service that owns packs;
  // FAILED_PRECONDITION, PACK_INVALID (its schemes are wrong); DATA_LOSS (the pack is not the digest's).
  virtual absl::StatusOr<std::shared_ptr<const Schemes>> ReadSchemes(const ports::CallLimits& limits,
                                                                     const std::string& pack_digest) = 0;
};

}  // namespace clearbudget::performance
