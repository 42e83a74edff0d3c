#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "services/disclosure/domain/composition.h"
#include "services/disclosure/domain/document.h"
#include "services/disclosure/domain/outline.h"

namespace clearbudget::disclosure {

// A table of an outline over a scope. Absent where the table's condition does not hold. A table whose
// requirement does not hold shows its header over a row that says so; a table that is published empty shows
// blank rows. Errors: FAILED_PRECONDITION, naming the table and the row, where the pack's cells do not fill
// its columns.
absl::StatusOr<std::optional<Table>> ComposeTable(const OutlineTable& outline, const rules::Scope& scope,
                                                  Composition& composition);

}  // namespace clearbudget::disclosure
