#include "services/performance/conversion/evaluation_message.h"

#include "common/errors/error.h"
#include "common/ports/instant_text.h"

namespace clearbudget::performance {
namespace {

void Fill(const LocalizedText& text, type::v1::LocalizedText& message) {
  message.set_chinese(text.chinese);
  message.set_english(text.english);
}

v1::EvaluationOutcome OutcomeOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::kReached:
      return v1::EVALUATION_OUTCOME_REACHED;
    case Outcome::kNotReached:
      return v1::EVALUATION_OUTCOME_NOT_REACHED;
    case Outcome::kInsufficientData:
      return v1::EVALUATION_OUTCOME_INSUFFICIENT_DATA;
    case Outcome::kUnreadable:
      return v1::EVALUATION_OUTCOME_UNREADABLE;
  }
  return v1::EVALUATION_OUTCOME_UNSPECIFIED;
}

v1::WeightOrigin OriginOf(WeightOrigin origin) {
  return origin == WeightOrigin::kStated ? v1::WEIGHT_ORIGIN_STATED : v1::WEIGHT_ORIGIN_BY_SCHEME;
}

void Fill(const IndicatorEvaluation& indicator, int decimals, v1::IndicatorEvaluation& message) {
  message.set_indicator_id(indicator.indicator_id);
  message.set_indicator_name(indicator.indicator_name);
  message.set_target_value(indicator.target_value);
  Fill(indicator.target_reading, *message.mutable_target_reading());
  message.set_actual_value(indicator.actual_value);
  if (indicator.weight.has_value()) message.set_weight(indicator.weight->ToExactText());
  if (indicator.weight_origin.has_value()) message.set_weight_origin(OriginOf(*indicator.weight_origin));
  message.set_outcome(OutcomeOf(indicator.outcome));
  if (indicator.score.has_value()) message.set_score(indicator.score->ToDecimalText(decimals));
  message.set_formula(indicator.formula);
  Fill(indicator.working, *message.mutable_working());
  message.mutable_missing()->Assign(indicator.missing.begin(), indicator.missing.end());
  message.set_over_fulfilment_unexplained(indicator.over_fulfilment_unexplained);
  message.set_grade(indicator.grade);
  message.set_grade_name(indicator.grade_name);
}

void Fill(const ExecutionEvaluation& execution, int decimals, v1::ExecutionEvaluation& message) {
  if (execution.initial.has_value()) message.set_initial_amount(execution.initial->ToYuanText());
  if (execution.adjusted.has_value()) message.set_adjusted_amount(execution.adjusted->ToYuanText());
  if (execution.executed.has_value()) message.set_executed_amount(execution.executed->ToYuanText());
  // Two places, as official forms print a rate.
  if (execution.rate_percent.has_value()) message.set_rate_percent(execution.rate_percent->ToDecimalText(2));
  message.set_points(execution.points.ToExactText());
  if (execution.score.has_value()) message.set_score(execution.score->ToDecimalText(decimals));
  Fill(execution.working, *message.mutable_working());
}

void Fill(const ProjectEvaluation& project, v1::ProjectEvaluation& message) {
  const int decimals = project.score_decimals;
  message.set_project(project.project);
  message.set_project_name(project.project_name);
  message.set_scoring_scheme(project.scoring_scheme);
  for (const IndicatorEvaluation& indicator : project.indicators) {
    Fill(indicator, decimals, *message.add_indicators());
  }
  Fill(project.execution, decimals, *message.mutable_execution());
  if (project.indicator_score.has_value()) {
    message.set_indicator_score(project.indicator_score->ToDecimalText(decimals));
  }
  if (project.total_score.has_value()) message.set_total_score(project.total_score->ToDecimalText(decimals));
  message.set_grade(project.grade);
  message.set_grade_name(project.grade_name);
  Fill(project.working, *message.mutable_working());
  message.mutable_missing()->Assign(project.missing.begin(), project.missing.end());
}

void Fill(const DutyBlockEvaluation& block, v1::DutyBlockEvaluation& message) {
  message.set_number(block.number);
  message.set_goal(block.goal);
  message.set_grading_scheme(block.grading_scheme);
  if (!block.reading.empty()) Fill(block.reading, *message.mutable_reading());
  // A duty indicator has no score whose places could matter.
  for (const IndicatorEvaluation& indicator : block.indicators) Fill(indicator, 0, *message.add_indicators());
}

}  // namespace

absl::StatusOr<v1::Evaluation> ToMessage(const StoredEvaluation& evaluation) {
  v1::Evaluation message;
  if (!message.ParseFromString(evaluation.bytes)) {
    return errors::Error(errors::Reason::kChecksumMismatch, {{"name", evaluation.name.ToText()}});
  }
  if (evaluation.name.number > 0) message.set_name(evaluation.name.ToText());
  return message;
}

std::string ProtoEvaluationCodec::Encode(const EvaluationRecord& record) const {
  v1::Evaluation message;
  message.set_revision(record.revision.ToText());
  message.set_revision_digest(record.revision_digest);
  message.set_progress_report(record.progress_report.ToText());
  message.set_progress_report_etag(record.progress_report_etag);
  message.set_pack(record.pack);
  message.set_pack_digest(record.pack_digest);
  message.set_demonstration(record.demonstration);
  for (const ProjectEvaluation& project : record.evaluation.projects) Fill(project, *message.add_projects());
  for (const DutyBlockEvaluation& block : record.evaluation.duty_blocks)
    Fill(block, *message.add_duty_blocks());
  message.set_create_time(ports::InstantText(record.create_time));
  message.set_person(record.person);
  return message.SerializeAsString();
}

}  // namespace clearbudget::performance
