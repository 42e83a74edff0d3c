#include "services/performance/domain/evaluation_effect.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace clearbudget::performance {
namespace {

void Add(std::string path, const std::string& value, ports::Effect& effect) {
  if (!value.empty()) effect.Add(std::move(path), std::nullopt, value);
}

void Add(std::string path, const std::optional<money::Ratio>& score, int decimals, ports::Effect& effect) {
  if (score.has_value()) Add(std::move(path), score->ToDecimalText(decimals), effect);
}

}  // namespace

ports::Effect EffectOf(const EvaluationRecord& record) {
  ports::Effect effect;
  Add("revision_digest", record.revision_digest, effect);
  Add("progress_report", record.progress_report.ToText(), effect);
  Add("progress_report_etag", record.progress_report_etag, effect);
  Add("pack_digest", record.pack_digest, effect);
  for (const ProjectEvaluation& project : record.evaluation.projects) {
    const std::string place = fmt::format("projects[{}]", project.project);
    Add(place + ".total_score", project.total_score, project.score_decimals, effect);
    Add(place + ".grade", project.grade, effect);
    Add(place + ".execution.score", project.execution.score, project.score_decimals, effect);
  }
  for (const DutyBlockEvaluation& block : record.evaluation.duty_blocks) {
    for (const IndicatorEvaluation& indicator : block.indicators) {
      Add(fmt::format("duty_blocks[{}].indicators[{}].grade", block.number, indicator.indicator_id),
          indicator.grade, effect);
    }
  }
  for (const ProjectEvaluation& project : record.evaluation.projects) {
    for (const IndicatorEvaluation& indicator : project.indicators) {
      Add(fmt::format("projects[{}].indicators[{}].score", project.project, indicator.indicator_id),
          indicator.score, project.score_decimals, effect);
    }
  }
  return effect;
}

}  // namespace clearbudget::performance
