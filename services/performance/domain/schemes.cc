#include "services/performance/domain/schemes.h"

#include <fmt/format.h>

#include <utility>

namespace clearbudget::performance {

absl::StatusOr<std::shared_ptr<const Schemes>> Schemes::Make(const SchemeSources& sources) {
  const auto refuse = [&](std::string_view id, std::string_view why) {
    return absl::InvalidArgumentError(fmt::format("pack '{}': scheme '{}': {}", sources.pack, id, why));
  };
  std::shared_ptr<Schemes> schemes(new Schemes());
  for (const GradingSource& source : sources.grading) {
    absl::StatusOr<GradingScheme> grading = GradingScheme::Make(source);
    if (!grading.ok()) return grading.status();
    if (!schemes->grading_.emplace(source.id, *std::move(grading)).second) {
      return refuse(source.id, "stated twice");
    }
  }
  std::map<std::string, std::shared_ptr<const ScoringScheme>, std::less<>> scoring;
  for (const ScoringSource& source : sources.scoring) {
    absl::StatusOr<std::shared_ptr<const ScoringScheme>> scheme = ScoringScheme::Make(source);
    if (!scheme.ok()) return scheme.status();
    if (schemes->FindGrading(source.grading_scheme) == nullptr) {
      return refuse(source.id, fmt::format("there is no grading scheme '{}'", source.grading_scheme));
    }
    if (!scoring.emplace(source.id, *std::move(scheme)).second) return refuse(source.id, "stated twice");
  }
  const auto chosen = scoring.find(sources.default_scoring_scheme);
  if (chosen == scoring.end())
    return refuse(sources.default_scoring_scheme, "there is no such scoring scheme");
  schemes->scoring_ = chosen->second;
  schemes->total_grading_ = schemes->FindGrading(schemes->scoring_->grading_scheme());
  return std::shared_ptr<const Schemes>(std::move(schemes));
}

const GradingScheme* Schemes::FindGrading(std::string_view id) const {
  const auto found = grading_.find(id);
  return found == grading_.end() ? nullptr : &found->second;
}

}  // namespace clearbudget::performance
