#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/money/ratio.h"
#include "services/performance/domain/localized_text.h"

namespace clearbudget::performance {

// A grading scheme as a pack states it. Numbers are decimals as text.
struct GradingSource {
  struct Band {
    std::string grade;
    std::string name;
    std::string at_least;  // Empty for the lowest grade.
  };
  std::string id;
  LocalizedText reading;
  std::vector<Band> bands;  // From the best down.
};

struct Grade {
  std::string code;
  std::string name;
};

// Bands that together cover every value, so that no value is left without a grade.
class GradingScheme {
 public:
  // Errors: INVALID_ARGUMENT where there is no band, a bound is no number, bounds do not fall from band to
  // band, a band before the last has no bound, or the last has one.
  static absl::StatusOr<GradingScheme> Make(const GradingSource& source);

  const Grade& GradeOf(const money::Ratio& value) const;
  const std::string& id() const { return id_; }
  const LocalizedText& reading() const { return reading_; }

 private:
  struct Band {
    Grade grade;
    std::optional<money::Ratio> at_least;
  };

  std::string id_;
  LocalizedText reading_;
  std::vector<Band> bands_;
};

}  // namespace clearbudget::performance
