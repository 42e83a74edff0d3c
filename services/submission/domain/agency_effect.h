#pragma once

#include "common/ports/effect.h"
#include "services/submission/domain/agency.h"

namespace clearbudget::submission {

// What a change of the register changes, attribute by attribute: "attributes[2018-01-01].full_name". A first
// record, where `before` is nullptr, changes all that it states.
ports::Effect EffectOn(const Agency* before, const Agency& after);

}  // namespace clearbudget::submission
