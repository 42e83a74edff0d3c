#include "services/performance/domain/grading_scheme.h"

#include <fmt/format.h>

#include <utility>

#include "common/money/decimal.h"

namespace clearbudget::performance {

absl::StatusOr<GradingScheme> GradingScheme::Make(const GradingSource& source) {
  const auto refuse = [&](const std::string& grade, std::string_view why) {
    return absl::InvalidArgumentError(
        fmt::format("grading scheme '{}': grade '{}': {}", source.id, grade, why));
  };
  if (source.bands.empty()) return refuse("", "there is no band");
  GradingScheme scheme;
  scheme.id_ = source.id;
  scheme.reading_ = source.reading;
  for (size_t i = 0; i < source.bands.size(); ++i) {
    const GradingSource::Band& band = source.bands[i];
    const bool last = i + 1 == source.bands.size();
    if (last != band.at_least.empty()) {
      return refuse(band.grade, last ? "the lowest grade has no bound, so that every value has a grade"
                                     : "only the lowest grade is without a bound");
    }
    Band made{.grade = {.code = band.grade, .name = band.name}, .at_least = std::nullopt};
    if (!last) {
      const absl::StatusOr<money::Decimal> bound = money::Decimal::FromText(band.at_least);
      if (!bound.ok()) return refuse(band.grade, "at_least is not a decimal number");
      made.at_least = money::Ratio::FromDecimal(*bound);
      if (i > 0 && *made.at_least >= *scheme.bands_.back().at_least) {
        return refuse(band.grade, "bounds fall from the best grade down");
      }
    }
    scheme.bands_.push_back(std::move(made));
  }
  return scheme;
}

const Grade& GradingScheme::GradeOf(const money::Ratio& value) const {
  for (const Band& band : bands_) {
    if (band.at_least.has_value() && value >= *band.at_least) return band.grade;
  }
  return bands_.back().grade;
}

}  // namespace clearbudget::performance
