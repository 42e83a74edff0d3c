#include "services/disclosure/adapters/grpc_evaluation_reader.h"

#include <string>

#include "services/disclosure/conversion/view_message.h"

namespace clearbudget::disclosure {

absl::StatusOr<EvaluationOfRevision> GrpcEvaluationReader::ReadEvaluation(const rpc::CallContext& call,
                                                                          std::string_view name) {
  clearbudget::performance::v1::GetEvaluationRequest request;
  request.set_name(std::string(name));
  absl::StatusOr<clearbudget::performance::v1::Evaluation> evaluation =
      performance_.Call(rpc::Forward(call), *stub_, &Stub::GetEvaluation, request);
  if (!evaluation.ok()) return evaluation.status();
  return FromMessage(*evaluation);
}

}  // namespace clearbudget::disclosure
