#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/ports/page_request.h"
#include "common/ports/page_tokens.h"
#include "common/ports/scope.h"
#include "services/performance/ports/evaluation_store.h"

namespace clearbudget::performance {

struct EvaluationPage {
  std::vector<StoredEvaluation> evaluations;
  std::string next_page_token;  // Empty after the last.
};

// The evaluations of a revision, latest first.
class ListEvaluations {
 public:
  static constexpr int64_t kDefaultSize = 20;
  // A page holds no more bytes than this, unless its first evaluation alone does: an answer must fit into a
  // message.
  static constexpr size_t kMostBytes = size_t{8} << 20U;

  ListEvaluations(EvaluationStore& evaluations, const ports::PageTokens& tokens)
      : evaluations_(evaluations), tokens_(tokens) {}

  // Errors: INVALID_ARGUMENT (the page token).
  absl::StatusOr<EvaluationPage> Run(const ports::Scope& scope, const names::RevisionName& revision,
                                     const ports::PageRequest& page);

 private:
  EvaluationStore& evaluations_;
  const ports::PageTokens& tokens_;
};

}  // namespace clearbudget::performance
