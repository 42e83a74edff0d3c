// Entries of the trail, for people.
#pragma once

#include "clearbudget/trail/v1/trail.pb.h"
#include "services/cli/output/console.h"

namespace clearbudget::cli {

// A row each, with what was changed below it.
void ShowTrail(const trail::v1::ListTrailEntriesResponse& entries, Console& console);

}  // namespace clearbudget::cli
