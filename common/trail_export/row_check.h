// What one entry of an export says of itself, without the entries around it.
#pragma once

#include <optional>

#include "common/trail/record.h"
#include "common/trail_export/chain_check.h"
#include "common/trail_export/finding.h"
#include "common/trail_export/record.h"

namespace clearbudget::trail_export {

// The leaf that the entry's row should have. Its row hash is the stated one.
trail::Leaf LeafOf(const Entry& entry);

// The entry's place in the chain of its aggregate.
Link LinkOf(const Entry& entry);

// Whether the row is there, of the export's region, and what its hash says; without its place.
std::optional<Finding> RowFault(const Header& header, const Entry& entry);

}  // namespace clearbudget::trail_export
