#pragma once

#include "absl/status/statusor.h"
#include "services/disclosure/domain/composition.h"
#include "services/disclosure/domain/document.h"
#include "services/disclosure/domain/outline.h"

namespace clearbudget::disclosure {

// Composes an outline over the content of the composition. The section returned has the outline's title as
// its heading and the opening as its blocks: the caller makes a document or an annex of it.
//
// Numbers count the siblings that are there and have the same form. The records of one list count from 1,
// whatever stands before them; blocks of a group without a list count with the blocks around the group.
// Errors: FAILED_PRECONDITION, naming the table, where a table of the pack does not fill its columns.
absl::StatusOr<Section> ComposeOutline(const Outline& outline, Composition& composition);

}  // namespace clearbudget::disclosure
