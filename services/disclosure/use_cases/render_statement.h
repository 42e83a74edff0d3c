#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/ports/call_limits.h"
#include "services/disclosure/ports/budget_reader.h"
#include "services/disclosure/ports/evaluation_reader.h"
#include "services/disclosure/ports/plan_reader.h"

namespace clearbudget::disclosure {

struct StatementOrder {
  std::string revision;
  std::string format;      // The id of a writer.
  std::string evaluation;  // Empty: no annex of an evaluation.
  bool include_findings = false;
};

struct WrittenStatement {
  std::string media_type;
  std::string file_name;
  std::string content;
  std::string content_sha256;  // Hexadecimal.
  std::string disclosable_digest;
  std::string pack_digest;
  std::vector<std::string> insufficient_places;
};

// Writes the statement of a revision. The same revision, evaluation, pack and program give the same bytes.
class RenderStatement {
 public:
  RenderStatement(BudgetReader& budgets, PlanReader& plans, EvaluationReader& evaluations)
      : budgets_(budgets), plans_(plans), evaluations_(evaluations) {}

  // Errors: INVALID_ARGUMENT for an unknown format, and for an evaluation of another revision;
  // FAILED_PRECONDITION, PACK_INVALID, where the pack's outline does not fit; those of the ports.
  absl::StatusOr<WrittenStatement> Run(const ports::CallLimits& limits, const StatementOrder& order);

 private:
  BudgetReader& budgets_;
  PlanReader& plans_;
  EvaluationReader& evaluations_;
};

}  // namespace clearbudget::disclosure
