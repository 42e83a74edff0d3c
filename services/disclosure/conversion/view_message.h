#pragma once

#include "absl/status/statusor.h"
#include "clearbudget/budget/v1/budget_service.pb.h"
#include "clearbudget/performance/v1/evaluation.pb.h"
#include "services/disclosure/domain/statement.h"

namespace clearbudget::disclosure {

// A disclosable view as facts. Errors: INTERNAL where the message does not follow the contract, which the
// service that sent it has broken.
absl::StatusOr<DisclosableRevision> FromMessage(const clearbudget::budget::v1::DisclosableView& view);

// Errors: FAILED_PRECONDITION where the contract of evaluations cannot be read as facts.
absl::StatusOr<EvaluationOfRevision> FromMessage(const clearbudget::performance::v1::Evaluation& evaluation);

}  // namespace clearbudget::disclosure
