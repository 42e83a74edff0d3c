#include "services/performance/domain/progress_report.h"

#include <algorithm>

namespace clearbudget::performance {

const ProjectProgress* FindProject(const ProgressReport& report, std::string_view code) {
  const auto found =
      std::ranges::find_if(report.projects, [&](const ProjectProgress& p) { return p.project == code; });
  return found == report.projects.end() ? nullptr : &*found;
}

const DutyBlockProgress* FindBlock(const ProgressReport& report, int32_t number) {
  const auto found = std::ranges::find_if(report.duty_blocks,
                                          [&](const DutyBlockProgress& b) { return b.number == number; });
  return found == report.duty_blocks.end() ? nullptr : &*found;
}

const IndicatorActual* FindActual(const std::vector<IndicatorActual>& actuals,
                                  std::string_view indicator_id) {
  const auto found =
      std::ranges::find_if(actuals, [&](const IndicatorActual& a) { return a.indicator_id == indicator_id; });
  return found == actuals.end() ? nullptr : &*found;
}

}  // namespace clearbudget::performance
