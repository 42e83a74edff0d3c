#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/disclosure/domain/document.h"

namespace clearbudget::disclosure {

// Draws header and body of a table with box characters, in lines of at most `width` columns of a terminal. A
// table whose figures and words need more is wider than that: a figure is never broken. Errors: as
// TableGrid::Make.
absl::StatusOr<std::vector<std::string>> DrawTable(const Table& table, int width);

}  // namespace clearbudget::disclosure
