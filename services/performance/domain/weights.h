#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/money/ratio.h"
#include "services/performance/domain/evaluation.h"
#include "services/performance/domain/revision_targets.h"

namespace clearbudget::performance {

struct LevelPoints {
  std::string level;
  money::Ratio points;
};

// How a scheme gives weights to indicators that state none.
struct WeightRule {
  std::vector<LevelPoints> levels;
  bool redistribute_absent_levels = false;
  int decimals = 0;  // Shares are whole multiples of 10^-decimals.
};

struct Weight {
  std::optional<money::Ratio>
      points;  // Absent: no weight is stated, and the scheme has no points for the level.
  WeightOrigin origin = WeightOrigin::kByScheme;
};

// The weight of each indicator of one project.
//   - A stated weight is kept.
//   - The others of a level share what its stated ones leave of the level's points, nothing where they leave
//   nothing.
//   - Where the scheme redistributes, these shares of all levels are scaled together so that all indicators
//   sum to the
//     scheme's points: a level without indicators gives its points away in proportion.
//   - Within a level shares are equal and rounded down; the last indicator takes the remainder. Among scaled
//   levels
//     the last level with a share does.
// Errors: OUT_OF_RANGE.
absl::StatusOr<std::vector<Weight>> DistributeWeights(const std::vector<Indicator>& indicators,
                                                      const WeightRule& rule);

}  // namespace clearbudget::performance
