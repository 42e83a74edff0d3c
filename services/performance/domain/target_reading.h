#pragma once

#include <string>

#include "common/money/ratio.h"
#include "common/targets/target.h"
#include "services/performance/domain/localized_text.h"

namespace clearbudget::performance {

// How a target was read, such as "定量，不低于90%" and "quantitative, at least 90 %". `unit` is the unit of
// its numbers, which may stand beside the target value; `year` the year that the target is for.
LocalizedText ReadingOf(const targets::Target& target, const std::string& unit, int year);

// Why a text could not be read.
LocalizedText FaultText(targets::ReadFault fault);

// A number with its unit: "90%" and "90 %".
LocalizedText NumberText(const money::Ratio& number, const std::string& unit);

// 2026-11-30 as "2026年11月30日" and "2026-11-30".
LocalizedText DayText(const targets::CivilDay& day);

}  // namespace clearbudget::performance
