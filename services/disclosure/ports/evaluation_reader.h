#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "common/rpc/call_context.h"
#include "services/disclosure/domain/statement.h"

namespace clearbudget::disclosure {

// The evaluations of the service that owns them. May be called by several threads at once.
class EvaluationReader {
 public:
  virtual ~EvaluationReader() = default;

  // Errors: NOT_FOUND; PERMISSION_DENIED; UNAVAILABLE or DEADLINE_EXCEEDED, naming the service.
  virtual absl::StatusOr<EvaluationOfRevision> ReadEvaluation(const rpc::CallContext& call,
                                                              std::string_view name) = 0;
};

}  // namespace clearbudget::disclosure
