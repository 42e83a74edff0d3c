#include "services/performance/domain/report_effect.h"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <utility>

namespace clearbudget::performance {
namespace {

// What a report states, by its paths.
using Facts = std::map<std::string, std::string>;

void Put(const std::string& path, const std::string& text, Facts& facts) {
  if (!text.empty()) facts.insert_or_assign(path, text);
}

void PutActuals(const std::string& place, const std::vector<IndicatorActual>& actuals, Facts& facts) {
  for (const IndicatorActual& actual : actuals) {
    const std::string path = fmt::format("{}.indicators[{}]", place, actual.indicator_id);
    Put(path + ".actual_value", actual.actual_value, facts);
    Put(path + ".achievement", actual.achievement, facts);
    if (actual.judgement.has_value()) Put(path + ".judgement", actual.judgement->ToText(), facts);
    Put(path + ".reason", actual.reason, facts);
  }
}

Facts FactsOf(const ProgressReport& report) {
  Facts facts;
  if (report.demonstration) Put("demonstration", "true", facts);
  Put("source.source_system", report.source.system, facts);
  Put("source.external_id", report.source.external_id, facts);
  Put("source.document_number", report.source.document_number, facts);
  Put("source.document_title", report.source.document_title, facts);
  for (const ProjectProgress& project : report.projects) {
    const std::string place = fmt::format("projects[{}]", project.project);
    if (project.adjusted.has_value()) Put(place + ".adjusted_amount", project.adjusted->ToYuanText(), facts);
    if (project.executed.has_value()) Put(place + ".executed_amount", project.executed->ToYuanText(), facts);
    PutActuals(place, project.indicators, facts);
  }
  for (const DutyBlockProgress& block : report.duty_blocks) {
    PutActuals(fmt::format("duty_blocks[{}]", block.number), block.indicators, facts);
  }
  return facts;
}

std::optional<std::string> In(const Facts& facts, const std::string& path) {
  const auto found = facts.find(path);
  return found == facts.end() ? std::nullopt : std::optional<std::string>(found->second);
}

}  // namespace

ports::Effect EffectOf(const ProgressReport* before, const ProgressReport& after) {
  const Facts old_facts = before == nullptr ? Facts() : FactsOf(*before);
  const Facts new_facts = FactsOf(after);
  Facts all = old_facts;
  all.insert(new_facts.begin(), new_facts.end());
  ports::Effect effect;
  for (const auto& [path, value] : all) effect.Add(path, In(old_facts, path), In(new_facts, path));
  return effect;
}

}  // namespace clearbudget::performance
