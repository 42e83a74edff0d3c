// Checkpoints that a witness kept as files.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/trail_export/verifier.h"

namespace clearbudget::cli {

// Each place is a file, or a folder whose files that end in ".note", also in folders below it, are all meant,
// in the order of their names; of those, the ones of other logs are passed over. Errors: UsageError for a
// place that cannot be read, or a folder without such files.
absl::StatusOr<std::vector<trail_export::OutsideCheckpoint>> ReadKeptCheckpoints(
    const std::vector<std::string>& places);

}  // namespace clearbudget::cli
