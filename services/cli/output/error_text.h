// Errors as they are told: every violation with its path, its place in the file, what was given and what is
// expected.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/cli/output/words.h"

namespace clearbudget::cli {

// For people, as lines.
std::vector<std::string> ErrorLines(const absl::Status& status, Language language);

// For programs: an object {"error": {...}} with code, reason, both texts, metadata and violations.
std::string ErrorJson(const absl::Status& status);

}  // namespace clearbudget::cli
