#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/names/resource_name.h"
#include "common/ports/act.h"
#include "common/ports/effect.h"
#include "common/ports/scope.h"

namespace clearbudget::performance {

// A stored evaluation; it never changes.
struct StoredEvaluation {
  names::EvaluationName name;
  std::string bytes;  // What the EvaluationCodec wrote; without the name.

  bool operator==(const StoredEvaluation&) const = default;
};

// Keeps evaluations. Errors of every method beside its own: UNAVAILABLE, DEADLINE_EXCEEDED, DATA_LOSS (stored
// bytes do not match their checksum), INTERNAL (a name outside of the scope, which is a defect of the
// caller).
class EvaluationStore {
 public:
  virtual ~EvaluationStore() = default;

  // Errors: NOT_FOUND.
  virtual absl::StatusOr<StoredEvaluation> FindEvaluation(const ports::Scope& scope,
                                                          const names::EvaluationName& name) = 0;

  // The evaluation that the same request made before; absent for a new request. Errors: ALREADY_EXISTS (this
  // caller has used the request_id for another request).
  virtual absl::StatusOr<std::optional<StoredEvaluation>> FindMade(const ports::Scope& scope,
                                                                   const ports::Act& act) = 0;

  // Latest first, those below a number (0: from the latest). None where the revision has none.
  virtual absl::StatusOr<std::vector<StoredEvaluation>> ListEvaluations(const ports::Scope& scope,
                                                                        const names::RevisionName& revision,
                                                                        int64_t below, int64_t limit) = 0;

  // Stores the evaluation under the revision's next number; the effect is what it says, for the trail. A
  // request that was stored before is not stored again: the evaluation that it made is returned. Errors:
  // ALREADY_EXISTS (as FindMade), UNAVAILABLE with OUTCOME_UNKNOWN, RESOURCE_EXHAUSTED.
  virtual absl::StatusOr<StoredEvaluation> AddEvaluation(const ports::Scope& scope,
                                                         const names::RevisionName& revision,
                                                         const std::string& bytes,
                                                         const ports::Effect& effect,
                                                         const ports::Act& act) = 0;
};

}  // namespace clearbudget::performance
