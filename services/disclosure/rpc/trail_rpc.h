#pragma once

#include "clearbudget/disclosure/v1/disclosure_trail_service.grpc.pb.h"
#include "common/trail_rpc/trail_service.h"

namespace clearbudget::disclosure {

// The trail of this service's store.
using TrailRpc = trail_rpc::TrailService<v1::DisclosureTrailService>;

}  // namespace clearbudget::disclosure
