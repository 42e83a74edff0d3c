#include "services/performance/conversion/revision_message.h"

#include <optional>
#include <utility>

#include "common/errors/error.h"

namespace clearbudget::performance {
namespace {

absl::Status Broken(std::string_view field) {
  return errors::Error(errors::Reason::kBackendFailed,
                       {{"backend", "submission"}, {"field", std::string(field)}});
}

std::optional<RevisionState> StateFrom(budget::v1::RevisionState state) {
  switch (state) {
    case budget::v1::REVISION_STATE_SUBMITTED:
      return RevisionState::kSubmitted;
    case budget::v1::REVISION_STATE_RETURNED:
      return RevisionState::kReturned;
    case budget::v1::REVISION_STATE_APPROVED:
      return RevisionState::kApproved;
    case budget::v1::REVISION_STATE_SUPERSEDED:
      return RevisionState::kSuperseded;
    default:
      return std::nullopt;
  }
}

absl::StatusOr<std::vector<Indicator>> IndicatorsFrom(
    const google::protobuf::RepeatedPtrField<budget::v1::Indicator>& messages) {
  std::vector<Indicator> indicators;
  for (const budget::v1::Indicator& message : messages) {
    Indicator indicator{.id = message.indicator_id(),
                        .level_one = message.level_one(),
                        .name = message.name(),
                        .target_value = message.target_value(),
                        .weight = std::nullopt,
                        .direction = message.direction(),
                        .nature = message.nature(),
                        .measurement_unit = message.measurement_unit()};
    if (message.has_weight()) {
      const absl::StatusOr<money::Decimal> weight = money::Decimal::FromText(message.weight());
      if (!weight.ok()) return Broken("weight");
      indicator.weight = *weight;
    }
    indicators.push_back(std::move(indicator));
  }
  return indicators;
}

absl::StatusOr<Project> ProjectFrom(const budget::v1::Project& message) {
  Project project{.code = message.code(), .name = message.name(), .amount = std::nullopt, .indicators = {}};
  if (message.amount().has_this_year()) {
    const absl::StatusOr<money::Amount> amount = money::Amount::FromYuanText(message.amount().this_year());
    if (!amount.ok()) return Broken("amount");
    project.amount = *amount;
  }
  absl::StatusOr<std::vector<Indicator>> indicators = IndicatorsFrom(message.indicators());
  if (!indicators.ok()) return indicators.status();
  project.indicators = *std::move(indicators);
  return project;
}

}  // namespace

absl::StatusOr<RevisionTargets> RevisionFrom(const names::RevisionName& name,
                                             const budget::v1::BudgetRevision& message) {
  if (message.name() != name.ToText()) return Broken("name");
  if (!message.has_content()) return Broken("content");
  const std::optional<RevisionState> state = StateFrom(message.state());
  if (!state.has_value()) return Broken("state");
  RevisionTargets revision;
  revision.name = name;
  revision.state = *state;
  revision.digest = message.digest();
  revision.pack = message.pack();
  revision.pack_digest = message.pack_digest();
  revision.demonstration = message.demonstration();
  for (const budget::v1::Project& project : message.content().projects()) {
    absl::StatusOr<Project> made = ProjectFrom(project);
    if (!made.ok()) return made.status();
    revision.projects.push_back(*std::move(made));
  }
  for (const budget::v1::DutyIndicatorBlock& block : message.content().targets().duty_indicator_blocks()) {
    absl::StatusOr<std::vector<Indicator>> indicators = IndicatorsFrom(block.indicators());
    if (!indicators.ok()) return indicators.status();
    revision.duty_blocks.push_back({.number = block.number(),
                                    .goal = block.goal(),
                                    .grading_scheme = block.grading_scheme(),
                                    .indicators = *std::move(indicators)});
  }
  return revision;
}

}  // namespace clearbudget::performance
