// How the program ends, for scripts.
#pragma once

#include "absl/status/status.h"

namespace clearbudget::cli {

enum class ExitCode {
  kDone = 0,
  kRefused = 1,      // Findings stand in the way, or the state of the resource forbids it.
  kUsage = 2,        // The command line, key or people file cannot be used.
  kBadInput = 3,     // What was sent is wrong; every violation is told.
  kUnavailable = 4,  // Nobody answered in time; repeat it.
  kPermission = 5,   // The caller is not known, or may not do it.
  kNotFound = 6,
  kConflict = 7,  // It exists already, or was changed meanwhile.
  kFailed = 8,    // A fault of the suite or of its data.
};

ExitCode ExitCodeOf(const absl::Status& status);

}  // namespace clearbudget::cli
