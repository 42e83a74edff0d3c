#pragma once

#include "common/ports/effect.h"
#include "services/performance/domain/evaluation_record.h"

namespace clearbudget::performance {

// What an evaluation says, as the trail tells it: what it was made from, then the scores and grades of
// projects and duty blocks, then those of their indicators ("projects[P1].indicators[3].score").
ports::Effect EffectOf(const EvaluationRecord& record);

}  // namespace clearbudget::performance
