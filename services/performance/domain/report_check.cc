#include "services/performance/domain/report_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "services/performance/domain/comparison.h"

namespace clearbudget::performance {
namespace {

using errors::Reason;
using errors::Violation;

template <typename Item, typename Matches>
const Item* FindItem(const std::vector<Item>& items, Matches matches) {
  const auto found = std::ranges::find_if(items, matches);
  return found == items.end() ? nullptr : &*found;
}

const Indicator* FindIndicator(const std::vector<Indicator>& indicators, const std::string& id) {
  return FindItem(indicators, [&](const Indicator& indicator) { return indicator.id == id; });
}

Violation Unknown(std::string path, std::string given, std::string_view what_zh, std::string_view what_en) {
  return {.path = std::move(path),
          .given = std::move(given),
          .reason = Reason::kReferenceUnknown,
          .expected_zh = fmt::format("该修订版本中的{}", what_zh),
          .expected_en = fmt::format("{} of the revision", what_en)};
}

Violation WrongJudgement(const std::string& path, const IndicatorActual& actual, const JudgementBand* band) {
  Violation violation{.path = path + ".judgement",
                      .given = actual.judgement->ToText(),
                      .reason = Reason::kInconsistent,
                      .expected_zh = "与完成程度一致的评分比例，先填报完成程度",
                      .expected_en = "a judgement with a level of achievement beside it"};
  if (band == nullptr) return violation;
  const std::string least = band->at_least.ToExactText();
  const std::string below = band->below.has_value() ? band->below->ToExactText() : "";
  violation.expected_zh =
      below.empty() ? fmt::format("完成程度为 {} 时不低于 {} 的数", band->level, least)
                    : fmt::format("完成程度为 {} 时不低于 {} 且小于 {} 的数", band->level, least, below);
  violation.expected_en =
      below.empty() ? fmt::format("at least {} with the level {}", least, band->level)
                    : fmt::format("at least {} and below {} with the level {}", least, below, band->level);
  return violation;
}

class ReportCheck {
 public:
  ReportCheck(const RevisionTargets& revision, const Schemes& schemes)
      : revision_(revision), schemes_(schemes) {}

  std::vector<Violation> Run(const ProgressReport& report) && {
    for (size_t i = 0; i < report.projects.size(); ++i) {
      CheckProject(report.projects[i], fmt::format("progress_report.projects[{}]", i));
    }
    for (size_t i = 0; i < report.duty_blocks.size(); ++i) {
      CheckBlock(report.duty_blocks[i], fmt::format("progress_report.duty_blocks[{}]", i));
    }
    return std::move(violations_);
  }

 private:
  void CheckProject(const ProjectProgress& progress, const std::string& path) {
    const Project* project =
        FindItem(revision_.projects, [&](const Project& p) { return p.code == progress.project; });
    if (project == nullptr) {
      violations_.push_back(Unknown(path + ".project", progress.project, "项目编码", "a project"));
      return;
    }
    for (size_t i = 0; i < progress.indicators.size(); ++i) {
      const std::string place = fmt::format("{}.indicators[{}]", path, i);
      if (const Indicator* indicator = CheckKnown(project->indicators, progress.indicators[i], place)) {
        CheckJudgement(*indicator, progress.indicators[i], place);
      }
    }
  }

  void CheckBlock(const DutyBlockProgress& progress, const std::string& path) {
    const DutyBlock* block =
        FindItem(revision_.duty_blocks, [&](const DutyBlock& b) { return b.number == progress.number; });
    if (block == nullptr) {
      violations_.push_back(Unknown(path + ".number", fmt::format("{}", progress.number), "职责绩效指标序号",
                                    "the number of a duty block"));
      return;
    }
    for (size_t i = 0; i < progress.indicators.size(); ++i) {
      const std::string place = fmt::format("{}.indicators[{}]", path, i);
      CheckKnown(block->indicators, progress.indicators[i], place);
      if (!progress.indicators[i].judgement.has_value()) continue;
      violations_.push_back({.path = place + ".judgement",
                             .given = progress.indicators[i].judgement->ToText(),
                             .reason = Reason::kNotAllowed,
                             .expected_zh = "职责指标按完成率评级，不填评分比例",
                             .expected_en = "nothing: a duty indicator is graded by its completion"});
    }
  }

  const Indicator* CheckKnown(const std::vector<Indicator>& indicators, const IndicatorActual& actual,
                              const std::string& path) {
    const Indicator* indicator = FindIndicator(indicators, actual.indicator_id);
    if (indicator == nullptr) {
      violations_.push_back(Unknown(path + ".indicator_id", actual.indicator_id, "指标编号", "an indicator"));
    }
    return indicator;
  }

  void CheckJudgement(const Indicator& indicator, const IndicatorActual& actual, const std::string& path) {
    if (!actual.judgement.has_value()) return;
    TargetInputs target;
    if (ReadTargetInputs(indicator, revision_.name.year, {}, target).has_value()) return;
    const Formula* formula = schemes_.scoring().FindFormula(target.inputs);
    if (formula == nullptr) return;
    if (!formula->judged) {
      violations_.push_back({.path = path + ".judgement",
                             .given = actual.judgement->ToText(),
                             .reason = Reason::kNotAllowed,
                             .expected_zh = "定量指标按实际完成值计分，不填评分比例",
                             .expected_en = "nothing: the indicator is scored by its actual value"});
      return;
    }
    const JudgementBand* band = formula->FindBand(actual.achievement);
    if (band == nullptr || !band->Allows(money::Ratio::FromDecimal(*actual.judgement))) {
      violations_.push_back(WrongJudgement(path, actual, band));
    }
  }

  const RevisionTargets& revision_;
  const Schemes& schemes_;
  std::vector<Violation> violations_;
};

}  // namespace

std::vector<Violation> CheckReport(const ProgressReport& report, const RevisionTargets& revision,
                                   const Schemes& schemes) {
  return ReportCheck(revision, schemes).Run(report);
}

}  // namespace clearbudget::performance
