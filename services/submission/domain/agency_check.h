#pragma once

#include "absl/status/status.h"
#include "services/submission/domain/agency.h"

namespace clearbudget::submission {

// Brings the attributes in order of their days and checks them as a whole: one at least, days distinct, no
// agency below itself. Errors: INVALID_ARGUMENT with a violation for each mistake; paths begin with "agency".
absl::Status PutInOrder(Agency& agency);

}  // namespace clearbudget::submission
