#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "common/ports/call_limits.h"
#include "services/disclosure/domain/statement.h"

namespace clearbudget::disclosure {

// The evaluations of the service that owns them. May be called by several threads at once.
class EvaluationReader {
 public:
  virtual ~EvaluationReader() = default;

  // Errors: NOT_FOUND; UNAVAILABLE or DEADLINE_EXCEEDED, naming the service; INTERNAL where its
  // answer does not follow the contract.
  virtual absl::StatusOr<EvaluationOfRevision> ReadEvaluation(const ports::CallLimits& limits,
                                                              std::string_view name) = 0;
};

}  // namespace clearbudget::disclosure
