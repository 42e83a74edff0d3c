#pragma once

#include "clearbudget/pack/v1/pack.pb.h"
#include "services/performance/domain/schemes.h"

namespace clearbudget::performance {

// The schemes of a resolved pack, as it states them.
SchemeSources SchemesFrom(const pack::v1::Pack& pack);

}  // namespace clearbudget::performance
