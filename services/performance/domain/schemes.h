#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/performance/domain/grading_scheme.h"
#include "services/performance/domain/scoring_scheme.h"

namespace clearbudget::performance {

struct SchemeSources {
  std::string pack;  // Its id, for errors.
  std::vector<ScoringSource> scoring;
  std::vector<GradingSource> grading;
  std::string default_scoring_scheme;
};

// The schemes of one pack. Immutable, for many threads at once.
class Schemes {
 public:
  // Errors: INVALID_ARGUMENT where a scheme is wrong, stated twice, or names one that is not there.
  static absl::StatusOr<std::shared_ptr<const Schemes>> Make(const SchemeSources& sources);

  // The scoring scheme of projects, and the grading scheme of its totals.
  const ScoringScheme& scoring() const { return *scoring_; }
  const GradingScheme& total_grading() const { return *total_grading_; }
  // nullptr where there is none.
  const GradingScheme* FindGrading(std::string_view id) const;

 private:
  Schemes() = default;

  std::shared_ptr<const ScoringScheme> scoring_;
  const GradingScheme* total_grading_ = nullptr;
  std::map<std::string, GradingScheme, std::less<>> grading_;
};

}  // namespace clearbudget::performance
