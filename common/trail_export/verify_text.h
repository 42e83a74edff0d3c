#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/trail_export/verifier.h"

namespace clearbudget::trail_export {

// Fills the view with the next bytes of an export; it stays valid until the next call. False at the end.
// Errors end the verification.
using NextBytes = std::function<absl::StatusOr<bool>(std::string_view& bytes)>;

// Verifies an export that comes in pieces of any size. Errors: INVALID_REQUEST with the number of the line
// for what is no export; those of the source.
absl::StatusOr<Verdict> Verify(const NextBytes& next, TrustedKeys keys,
                               std::vector<OutsideCheckpoint> outside);

// The same of one that is in memory.
absl::StatusOr<Verdict> Verify(std::string_view text, TrustedKeys keys,
                               std::vector<OutsideCheckpoint> outside);

}  // namespace clearbudget::trail_export
