#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "common/pack/compiled_pack.h"
#include "services/disclosure/domain/statement_plan.h"

namespace clearbudget::disclosure {

// Outlines that every pack may have beside its statement's.
inline constexpr char kEvaluationAnnex[] = "evaluation-annex";
inline constexpr char kFindingsAnnex[] = "findings-annex";

// Compiles the default outline of a pack over BudgetContent, the outline "evaluation-annex" over an
// Evaluation and "findings-annex" over a CheckReport. Errors: INVALID_ARGUMENT with everything that is wrong,
// one line a problem.
absl::StatusOr<std::shared_ptr<const StatementPlan>> CompilePlan(
    std::shared_ptr<const pack::CompiledPack> pack);

}  // namespace clearbudget::disclosure
