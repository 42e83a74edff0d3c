#pragma once

#include <vector>

#include "absl/status/status.h"
#include "common/ports/effect.h"
#include "services/submission/ports/budget_store.h"
#include "services/submission/ports/content_codec.h"

namespace clearbudget::submission {

// Adds what becomes of lines, both in order of their keys; a line that is in one of the lists only comes or
// goes. The first Effect::kMostChanges lines that differ are told fact by fact, and each line beyond them
// counts as one change. Errors: DATA_LOSS.
absl::Status AddLineChanges(const ContentCodec& codec, const std::vector<StoredLine>& before,
                            const std::vector<StoredLine>& after, ports::Effect& effect);

}  // namespace clearbudget::submission
