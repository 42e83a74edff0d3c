#pragma once

#include <optional>
#include <string>

#include "common/targets/actual.h"
#include "common/targets/target.h"
#include "services/performance/domain/formula_language.h"
#include "services/performance/domain/obstacle.h"
#include "services/performance/domain/revision_targets.h"

namespace clearbudget::performance {

// What of a target enters the formulas.
struct TargetInputs {
  targets::Target target;
  std::string unit;  // Of its numbers: its own, else the indicator's unit of measure.
  std::string measurement_unit;
  int year = 0;
  FormulaInputs inputs;
};

// Reads a target. An indicator whose nature is stated as qualitative is judged by a person whatever its
// target says. The obstacle where that is impossible: no target, one that cannot be read, words for an
// indicator whose nature is stated as quantitative, a number without a unit.
std::optional<Obstacle> ReadTargetInputs(const Indicator& indicator, int year, const IndicatorPlace& place,
                                         TargetInputs& result);

// Brings the actual value into the unit of the target. A bare number stands in the indicator's unit of
// measure where that is the target's unit too; other bare numbers are not guessed at. The obstacle where
// there is none, or where it is not what the target is.
std::optional<Obstacle> AddActual(const targets::Actual& actual, const IndicatorPlace& place,
                                  TargetInputs& result);

}  // namespace clearbudget::performance
