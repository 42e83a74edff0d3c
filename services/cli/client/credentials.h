// Who the program acts as, and how it knows the gateway.
#pragma once

#include <chrono>
#include <string>

#include "absl/status/statusor.h"
#include "common/ports/clock.h"
#include "services/cli/client/client.h"
#include "services/cli/input/settings.h"

namespace clearbudget::cli {

inline constexpr std::chrono::minutes kTokenLife{15};

// A token for the person of the settings, signed with their key. Errors: CONFIGURATION_INVALID where person,
// people file or key are not given or cannot be used; NOT_FOUND for a key that is missing.
absl::StatusOr<std::string> MintToken(const Settings& settings, const ports::Clock& clock);

// Where and as whom to call: the gateway's address, the token, and the files of TLS. A system with a
// certificate needs no token. Errors: as MintToken; CONFIGURATION_INVALID for an authority or certificate
// that is not given or cannot be read.
absl::StatusOr<Connection> MakeConnection(const Settings& settings, const ports::Clock& clock);

}  // namespace clearbudget::cli
