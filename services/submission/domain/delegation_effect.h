#pragma once

#include "common/ports/effect.h"
#include "services/submission/domain/delegation.h"

namespace clearbudget::submission {

// What lending or taking back changes; `before` is nullptr for what is lent now.
ports::Effect EffectOn(const Delegation* before, const Delegation& after);

}  // namespace clearbudget::submission
