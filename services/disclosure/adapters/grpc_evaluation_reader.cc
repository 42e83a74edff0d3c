#include "services/disclosure/adapters/grpc_evaluation_reader.h"

#include <string>

#include "common/errors/error.h"
#include "services/disclosure/conversion/view_message.h"

namespace clearbudget::disclosure {

absl::StatusOr<EvaluationOfRevision> GrpcEvaluationReader::ReadEvaluation(const ports::CallLimits& limits,
                                                                          std::string_view name) {
  clearbudget::performance::v1::GetEvaluationRequest request;
  request.set_name(std::string(name));
  absl::StatusOr<clearbudget::performance::v1::Evaluation> evaluation =
      performance_.Call(limits, *stub_, &Stub::GetEvaluation, request);
  if (!evaluation.ok()) return evaluation.status();
  if (evaluation->name() != name) {
    return errors::Error(errors::Reason::kBackendFailed, {{"backend", "performance"}});
  }
  return FromMessage(*evaluation);
}

}  // namespace clearbudget::disclosure
