#pragma once

#include "absl/status/statusor.h"
#include "common/money/ratio.h"

namespace clearbudget::rules {

// Half-up (a half goes away from zero) to 0 to 9 places. Needs no more digits than the value's numerator with
// `places` zeros added, which is what the compiler reckons with. Errors: OUT_OF_RANGE beyond that.
absl::StatusOr<money::Ratio> RoundedHalfUp(const money::Ratio& value, int places);

}  // namespace clearbudget::rules
