#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/disclosure/domain/document.h"

namespace clearbudget::disclosure {

// The document as one HTML page that needs no script and loads nothing: for reading on a telephone or a desk,
// for screen readers, and for printing on A4. Errors: INVALID_ARGUMENT where a table's cells do not fill its
// columns.
absl::StatusOr<std::string> WriteHtml(const Document& document);

}  // namespace clearbudget::disclosure
