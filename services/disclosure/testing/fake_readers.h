#pragma once

#include <map>
#include <memory>
#include <string>

#include "common/errors/error.h"
#include "services/disclosure/ports/budget_reader.h"
#include "services/disclosure/ports/evaluation_reader.h"
#include "services/disclosure/ports/plan_reader.h"

namespace clearbudget::disclosure {

// Readers that answer from memory. `away` is what a service that cannot be reached gives.
class FakeBudgetReader final : public BudgetReader {
 public:
  absl::StatusOr<DisclosableRevision> ReadRevision(const ports::CallLimits&, std::string_view name) override {
    ++reads;
    if (!away.ok()) return away;
    const auto found = revisions.find(std::string(name));
    if (found == revisions.end())
      return errors::Error(errors::Reason::kNotFound, {{"name", std::string(name)}});
    return found->second;
  }

  std::map<std::string, DisclosableRevision> revisions;
  int reads = 0;
  absl::Status away;
};

class FakePlanReader final : public PlanReader {
 public:
  absl::StatusOr<std::shared_ptr<const StatementPlan>> ReadPlan(const ports::CallLimits&,
                                                                std::string_view) override {
    return plan;
  }

  std::shared_ptr<const StatementPlan> plan;
};

class FakeEvaluationReader final : public EvaluationReader {
 public:
  absl::StatusOr<EvaluationOfRevision> ReadEvaluation(const ports::CallLimits&,
                                                      std::string_view name) override {
    ++reads;
    if (!away.ok()) return away;
    const auto found = evaluations.find(std::string(name));
    if (found == evaluations.end())
      return errors::Error(errors::Reason::kNotFound, {{"name", std::string(name)}});
    return found->second;
  }

  std::map<std::string, EvaluationOfRevision> evaluations;
  int reads = 0;
  absl::Status away;
};

}  // namespace clearbudget::disclosure
