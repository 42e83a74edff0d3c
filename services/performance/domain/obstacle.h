#pragma once

#include <string>
#include <vector>

#include "services/performance/domain/evaluation.h"

namespace clearbudget::performance {

// Why an indicator cannot be judged.
struct Obstacle {
  Outcome outcome = Outcome::kUnreadable;
  LocalizedText why;  // A clause without a full stop.
  std::vector<std::string> missing = {};
};

// Where an indicator stands, as the beginning of the paths that tell what is missing.
struct IndicatorPlace {
  std::string revision;
  std::string report;
};

}  // namespace clearbudget::performance
