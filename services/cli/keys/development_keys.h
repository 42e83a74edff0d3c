// Everything that a development or demonstration installation needs to tell who is who: keys, certificates
// and the gateway's identity policy. Not for production, which has an identity provider and an authority of
// its own.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/ports/clock.h"

namespace clearbudget::cli {

enum class KeyFileState { kMade, kRenewed, kKept };

struct KeyFile {
  std::string path;
  KeyFileState state;
};

// Makes what is missing in the folder, renews certificates that end within 30 days, and leaves all else as it
// is, so that it may be repeated at any time; what a cut left incomplete is completed. Running processes take
// renewed certificates up. With `renew` every certificate but those of the authorities is issued anew.
// Private keys are for their owner only. The files in order of their making. Errors: UsageError for a folder
// that cannot be written; CONFIGURATION_INVALID for files that are there and cannot be used.
absl::StatusOr<std::vector<KeyFile>> MakeDevelopmentKeys(const std::string& folder, const ports::Clock& clock,
                                                         bool renew);

}  // namespace clearbudget::cli
