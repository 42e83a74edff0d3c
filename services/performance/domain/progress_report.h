#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/money/amount.h"
#include "common/money/decimal.h"
#include "common/names/resource_name.h"

// How far a revision's targets and money have come, as the department reports it.
namespace clearbudget::performance {

struct IndicatorActual {
  std::string indicator_id;
  std::string actual_value;                 // As written; empty where not reported.
  std::string achievement;                  // "reached", "partly_reached", "not_reached" or empty.
  std::optional<money::Decimal> judgement;  // In per cent of the weight.
  std::string reason;
};

struct ProjectProgress {
  std::string project;
  std::optional<money::Amount> adjusted;  // Absent: the revision's amount.
  std::optional<money::Amount> executed;  // Absent: not reported.
  std::vector<IndicatorActual> indicators;
};

struct DutyBlockProgress {
  int32_t number = 0;
  std::vector<IndicatorActual> indicators;
};

// Where a report comes from; what is not known is empty.
struct ReportSource {
  std::string system;
  std::string external_id;  // In that system.
  std::string document_number;
  std::string document_title;
};

struct ProgressReport {
  names::ProgressReportName name;
  ReportSource source;
  bool demonstration = false;
  std::vector<ProjectProgress> projects;
  std::vector<DutyBlockProgress> duty_blocks;
};

// Each is nullptr where the report says nothing about it.
const ProjectProgress* FindProject(const ProgressReport& report, std::string_view code);
const DutyBlockProgress* FindBlock(const ProgressReport& report, int32_t number);
const IndicatorActual* FindActual(const std::vector<IndicatorActual>& actuals, std::string_view indicator_id);

}  // namespace clearbudget::performance
