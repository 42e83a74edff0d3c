// What of a record may be published.
#pragma once

#include "common/facts/record.h"

namespace clearbudget::facts {

// A copy without the fields that the contract marks as internal, at every depth.
Record Disclosable(const Record& record);

// True where no such field has a value.
bool IsDisclosable(const Record& record);

}  // namespace clearbudget::facts
