// Who the program acts as.
#pragma once

#include <chrono>
#include <string>

#include "absl/status/statusor.h"
#include "common/ports/clock.h"
#include "services/cli/input/settings.h"

namespace clearbudget::cli {

inline constexpr std::chrono::minutes kTokenLife{15};

// A token for the person of the settings, signed with their key. Errors: CONFIGURATION_INVALID where person,
// people file or key are not given or cannot be used; NOT_FOUND for a key that is missing.
absl::StatusOr<std::string> MintToken(const Settings& settings, const ports::Clock& clock);

}  // namespace clearbudget::cli
