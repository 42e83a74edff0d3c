#pragma once

#include "clearbudget/performance/v1/performance_trail_service.grpc.pb.h"
#include "common/trail_rpc/trail_service.h"

namespace clearbudget::performance {

// The trail of this service's store.
using TrailRpc = trail_rpc::TrailService<v1::PerformanceTrailService>;

}  // namespace clearbudget::performance
