#include "services/cli/output/evaluation_view.h"

#include <fmt/format.h>

#include <string>

#include "services/cli/output/message_view.h"

namespace clearbudget::cli {
namespace {

using performance::v1::DutyBlockEvaluation;
using performance::v1::Evaluation;
using performance::v1::IndicatorEvaluation;
using performance::v1::ProjectEvaluation;

template <typename List>
void ShowMissing(const List& missing, Console& console) {
  for (const std::string& path : missing) {
    console.Line(fmt::format("  {} {}", console.Say({"未填", "not stated"}), path));
  }
}

template <typename List>
void ShowIndicators(const List& indicators, bool graded, Console& console) {
  Table table({{console.Say({"指标", "indicator"})},
               {console.Say({"目标值", "target"})},
               {console.Say({"实际值", "actual"})},
               {console.Say({"结果", "outcome"})},
               {graded ? console.Say({"等级", "grade"}) : console.Say({"权重", "weight"}), !graded},
               {graded ? std::string() : console.Say({"得分", "score"}), true},
               {console.Say({"计算过程", "working"})}});
  for (const IndicatorEvaluation& indicator : indicators) {
    table.AddRow({fmt::format("{} {}", indicator.indicator_id(), indicator.indicator_name()),
                  indicator.target_value(), indicator.actual_value(), SymbolText(indicator.outcome()),
                  graded ? indicator.grade_name() : indicator.weight(), graded ? "" : indicator.score(),
                  TextOf(indicator.working(), console.language())});
  }
  console.Show(table);
  for (const IndicatorEvaluation& indicator : indicators) ShowMissing(indicator.missing(), console);
}

void ShowProject(const ProjectEvaluation& project, Console& console) {
  console.Line("");
  console.Line(fmt::format("【{} {}】", project.project(), project.project_name()));
  ShowIndicators(project.indicators(), false, console);
  Table sums({{}, {}});
  if (project.has_execution()) {
    const auto& execution = project.execution();
    sums.AddRow({console.Say({"预算执行", "execution"}),
                 fmt::format("{} / {}  {}", execution.score(), execution.points(),
                             TextOf(execution.working(), console.language()))});
  }
  sums.AddRow(
      {console.Say({"总分", "total"}), fmt::format("{} {}", project.total_score(), project.grade_name())});
  sums.AddRow({console.Say({"计算过程", "working"}), TextOf(project.working(), console.language())});
  console.Show(sums);
  ShowMissing(project.missing(), console);
}

void ShowBlock(const DutyBlockEvaluation& block, Console& console) {
  console.Line("");
  console.Line(fmt::format("【{} {}】", block.number(), block.goal()));
  ShowIndicators(block.indicators(), true, console);
}

}  // namespace

void ShowEvaluation(const Evaluation& evaluation, Console& console) {
  Table table({{}, {}});
  table.AddRow({console.Say({"评价", "evaluation"}), evaluation.name()});
  table.AddRow({console.Say({"依据", "of"}), evaluation.progress_report()});
  table.AddRow({console.Say({"版本摘要", "revision digest"}), evaluation.revision_digest()});
  table.AddRow({console.Say({"规则包", "pack"}), evaluation.pack()});
  if (evaluation.demonstration()) {
    table.AddRow({console.Say({"演示数据", "demonstration"}), console.Say({"是", "yes"})});
  }
  console.Show(table);
  for (const ProjectEvaluation& project : evaluation.projects()) ShowProject(project, console);
  for (const DutyBlockEvaluation& block : evaluation.duty_blocks()) ShowBlock(block, console);
}

}  // namespace clearbudget::cli
