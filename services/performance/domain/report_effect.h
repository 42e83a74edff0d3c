#pragma once

#include "common/ports/effect.h"
#include "services/performance/domain/progress_report.h"

namespace clearbudget::performance {

// What a report changes, fact by fact, as the trail tells it: "projects[P1].indicators[3].actual_value", by
// the keys of the revision. What is not reported has no value. `before` is nullptr where there is no version
// before.
ports::Effect EffectOf(const ProgressReport* before, const ProgressReport& after);

}  // namespace clearbudget::performance
