#include "services/performance/domain/evaluator.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "services/performance/domain/duty_grade.h"
#include "services/performance/domain/execution_score.h"
#include "services/performance/domain/indicator_score.h"

namespace clearbudget::performance {
namespace {

using money::Ratio;

absl::StatusOr<std::optional<Ratio>> SumOfScores(const std::vector<IndicatorEvaluation>& indicators) {
  Ratio sum;
  for (const IndicatorEvaluation& indicator : indicators) {
    if (!indicator.score.has_value()) return std::optional<Ratio>();
    const absl::StatusOr<Ratio> next = sum.Add(*indicator.score);
    if (!next.ok()) return next.status();
    sum = *next;
  }
  if (indicators.empty()) return std::optional<Ratio>();
  return std::optional<Ratio>(sum);
}

// Empty where all weights are stated or the scheme's; else what they sum to, since a total is then out of
// another sum.
absl::StatusOr<LocalizedText> WeightRemark(const std::vector<IndicatorEvaluation>& indicators,
                                           const ScoringScheme& scheme) {
  Ratio weights;
  for (const IndicatorEvaluation& indicator : indicators) {
    const absl::StatusOr<Ratio> next = weights.Add(indicator.weight.value_or(Ratio()));
    if (!next.ok()) return next.status();
    weights = *next;
  }
  Ratio expected;
  for (const LevelPoints& level : scheme.weight_rule().levels) {
    const absl::StatusOr<Ratio> next = expected.Add(level.points);
    if (!next.ok()) return next.status();
    expected = *next;
  }
  if (weights == expected) return LocalizedText();
  return LocalizedText{
      fmt::format("指标分值合计{}分，评分办法规定{}分。", weights.ToExactText(), expected.ToExactText()),
      fmt::format(" The weights sum to {}, where the scheme has {}.", weights.ToExactText(),
                  expected.ToExactText())};
}

void CollectMissing(ProjectEvaluation& project, const std::string& path) {
  if (project.indicators.empty()) project.missing.push_back(path + ".indicators");
  for (const IndicatorEvaluation& indicator : project.indicators) {
    project.missing.insert(project.missing.end(), indicator.missing.begin(), indicator.missing.end());
  }
  project.missing.insert(project.missing.end(), project.execution.missing.begin(),
                         project.execution.missing.end());
}

LocalizedText TotalWorking(const ProjectEvaluation& project) {
  const int places = project.score_decimals;
  const std::string indicators = project.indicator_score->ToDecimalText(places);
  const std::string execution = project.execution.score->ToDecimalText(places);
  const std::string total = project.total_score->ToDecimalText(places);
  return {fmt::format("指标得分{} + 预算执行得分{} = 总分{}，评为“{}”。", indicators, execution, total,
                      project.grade_name),
          fmt::format("Indicators {} + execution {} = total {}, graded {} ({}).", indicators, execution,
                      total, project.grade, project.grade_name)};
}

LocalizedText NoTotalWorking(const ProjectEvaluation& project) {
  size_t open = 0;
  for (const IndicatorEvaluation& indicator : project.indicators) open += indicator.score.has_value() ? 0 : 1;
  LocalizedText text{"没有总分：", "There is no total:"};
  if (project.indicators.empty()) {
    text.chinese += "项目没有绩效指标。";
    text.english += " the project has no indicators.";
    return text;
  }
  text.chinese += fmt::format("{}项指标中有{}项无法评价{}。", project.indicators.size(), open,
                              project.execution.score.has_value() ? "" : "，预算执行无法评价");
  text.english += fmt::format(" {} of {} indicators cannot be judged{}.", open, project.indicators.size(),
                              project.execution.score.has_value() ? "" : ", nor can the execution");
  return text;
}

absl::Status AddTotal(const Schemes& schemes, ProjectEvaluation& project) {
  const absl::StatusOr<std::optional<Ratio>> sum = SumOfScores(project.indicators);
  if (!sum.ok()) return sum.status();
  project.indicator_score = *sum;
  if (!project.indicator_score.has_value() || !project.execution.score.has_value()) {
    project.working = NoTotalWorking(project);
    return absl::OkStatus();
  }
  const absl::StatusOr<Ratio> total = project.indicator_score->Add(*project.execution.score);
  if (!total.ok()) return total.status();
  project.total_score = *total;
  const Grade& grade = schemes.total_grading().GradeOf(*total);
  project.grade = grade.code;
  project.grade_name = grade.name;
  project.working = TotalWorking(project);
  const absl::StatusOr<LocalizedText> remark = WeightRemark(project.indicators, schemes.scoring());
  if (!remark.ok()) return remark.status();
  project.working.chinese += remark->chinese;
  project.working.english += remark->english;
  return absl::OkStatus();
}

absl::StatusOr<ProjectEvaluation> EvaluateProject(const Project& project, const ProgressReport& report,
                                                  const Schemes& schemes, int year) {
  const ScoringScheme& scheme = schemes.scoring();
  const ProjectProgress* progress = FindProject(report, project.code);
  const std::string in_revision = fmt::format("revision.content.projects[code={}]", project.code);
  const std::string in_report = fmt::format("progress_report.projects[project={}]", project.code);

  ProjectEvaluation result;
  result.project = project.code;
  result.project_name = project.name;
  result.scoring_scheme = scheme.id();
  result.score_decimals = scheme.score_decimals();
  const absl::StatusOr<std::vector<Weight>> weights =
      DistributeWeights(project.indicators, scheme.weight_rule());
  if (!weights.ok()) return weights.status();
  for (size_t i = 0; i < project.indicators.size(); ++i) {
    const Indicator& indicator = project.indicators[i];
    const std::string id = fmt::format(".indicators[indicator_id={}]", indicator.id);
    result.indicators.push_back(ScoreIndicator(
        {.indicator = indicator,
         .actual = progress == nullptr ? nullptr : FindActual(progress->indicators, indicator.id),
         .weight = (*weights)[i],
         .year = year,
         .place = {.revision = in_revision + id, .report = in_report + id}},
        scheme));
  }
  result.execution = ScoreExecution(project.amount, progress, scheme, in_revision, in_report);
  CollectMissing(result, in_revision);
  if (absl::Status total = AddTotal(schemes, result); !total.ok()) return total;
  return result;
}

}  // namespace

absl::StatusOr<Evaluation> Evaluate(const RevisionTargets& revision, const ProgressReport& report,
                                    const Schemes& schemes) {
  Evaluation evaluation;
  for (const Project& project : revision.projects) {
    absl::StatusOr<ProjectEvaluation> evaluated =
        EvaluateProject(project, report, schemes, revision.name.year);
    if (!evaluated.ok()) return evaluated.status();
    evaluation.projects.push_back(*std::move(evaluated));
  }
  for (const DutyBlock& block : revision.duty_blocks) {
    evaluation.duty_blocks.push_back(
        GradeDutyBlock(block, FindBlock(report, block.number), schemes, revision.name.year));
  }
  return evaluation;
}

}  // namespace clearbudget::performance
