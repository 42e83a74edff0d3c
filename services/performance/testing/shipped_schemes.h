#pragma once

#include <memory>

#include "clearbudget/pack/v1/pack.pb.h"
#include "services/performance/domain/schemes.h"

namespace clearbudget::performance {

// The schemes of the national base pack as they are shipped.
pack::v1::Pack ShippedPack();
std::shared_ptr<const Schemes> ShippedSchemes();

}  // namespace clearbudget::performance
