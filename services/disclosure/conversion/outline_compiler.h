// Outlines as packs write them -> outlines that can be composed.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clearbudget/pack/v1/outline.pb.h"
#include "common/pack/compiled_pack.h"
#include "common/rules/vocabulary.h"
#include "services/disclosure/domain/outline.h"

namespace clearbudget::disclosure {

// Compiles an outline over the facts of a vocabulary, with the tables and lists of a pack, which must both
// outlive it. Errors: INVALID_ARGUMENT with every part that is wrong, one line a problem, each with its
// place.
absl::StatusOr<Outline> CompileOutline(const clearbudget::pack::v1::Outline& outline,
                                       const pack::CompiledPack& pack, const rules::Vocabulary& vocabulary);

}  // namespace clearbudget::disclosure
