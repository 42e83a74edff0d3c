// An evaluation with its working.
#pragma once

#include "clearbudget/performance/v1/evaluation.pb.h"
#include "services/cli/output/console.h"

namespace clearbudget::cli {

void ShowEvaluation(const performance::v1::Evaluation& evaluation, Console& console);

}  // namespace clearbudget::cli
