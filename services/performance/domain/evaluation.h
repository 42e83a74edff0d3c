#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/money/amount.h"
#include "common/money/ratio.h"
#include "services/performance/domain/localized_text.h"

// The evaluation of a revision's targets, with its working. Scores and weights are in points.
namespace clearbudget::performance {

enum class Outcome {
  kReached,
  kNotReached,
  kInsufficientData,  // Something is missing; `missing` says what.
  kUnreadable,        // The target or the actual value cannot be read as what the other one is.
};

enum class WeightOrigin { kStated, kByScheme };

struct IndicatorEvaluation {
  std::string indicator_id;
  std::string indicator_name;
  std::string target_value;
  LocalizedText target_reading;
  std::string actual_value;
  std::optional<money::Ratio> weight;  // Absent for duty indicators, and where it cannot be known.
  std::optional<WeightOrigin> weight_origin;
  Outcome outcome = Outcome::kInsufficientData;
  std::optional<money::Ratio> score;  // Absent where not judged, and for duty indicators.
  std::string formula;
  LocalizedText working;
  std::vector<std::string> missing;
  bool over_fulfilment_unexplained = false;
  std::string grade;  // Of duty indicators.
  std::string grade_name;
};

struct ExecutionEvaluation {
  std::optional<money::Amount> initial;
  std::optional<money::Amount> adjusted;
  std::optional<money::Amount> executed;
  std::optional<money::Ratio> rate_percent;  // Absent where it is not defined.
  money::Ratio points;                       // What execution can give.
  std::optional<money::Ratio> score;
  LocalizedText working;
  std::vector<std::string> missing;
};

struct ProjectEvaluation {
  std::string project;
  std::string project_name;
  std::string scoring_scheme;
  int score_decimals = 0;  // How many places scores are shown with.
  std::vector<IndicatorEvaluation> indicators;
  ExecutionEvaluation execution;
  std::optional<money::Ratio> indicator_score;
  std::optional<money::Ratio> total_score;
  std::string grade;
  std::string grade_name;
  LocalizedText working;
  std::vector<std::string> missing;
};

struct DutyBlockEvaluation {
  int32_t number = 0;
  std::string goal;
  std::string grading_scheme;
  LocalizedText reading;  // What had to be read into the scheme's source.
  std::vector<IndicatorEvaluation> indicators;
};

struct Evaluation {
  std::vector<ProjectEvaluation> projects;
  std::vector<DutyBlockEvaluation> duty_blocks;
};

}  // namespace clearbudget::performance
