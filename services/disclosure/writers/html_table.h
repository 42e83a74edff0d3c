#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/disclosure/domain/document.h"

namespace clearbudget::disclosure {

// A table as HTML, in a region of its own that scrolls where the page is too narrow for it.
// Errors: as TableGrid::Make.
absl::StatusOr<std::string> HtmlTable(const Table& table);

}  // namespace clearbudget::disclosure
