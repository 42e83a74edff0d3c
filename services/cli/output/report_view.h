// What was checked and what was found.
#pragma once

#include "clearbudget/type/v1/finding.pb.h"
#include "services/cli/output/console.h"

namespace clearbudget::cli {

void ShowReport(const type::v1::CheckReport& report, Console& console);

}  // namespace clearbudget::cli
