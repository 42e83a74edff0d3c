#pragma once

#include "absl/status/statusor.h"
#include "clearbudget/performance/v1/evaluation.pb.h"
#include "services/performance/ports/codecs.h"
#include "services/performance/ports/evaluation_store.h"

namespace clearbudget::performance {

// The evaluation as its message; the number 0 leaves the name empty. Errors: DATA_LOSS.
absl::StatusOr<v1::Evaluation> ToMessage(const StoredEvaluation& evaluation);

// Stores evaluations as messages without name.
class ProtoEvaluationCodec final : public EvaluationCodec {
 public:
  std::string Encode(const EvaluationRecord& record) const override;
};

}  // namespace clearbudget::performance
