#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/disclosure/domain/document.h"

namespace clearbudget::disclosure {

// The document as UTF-8 text for a terminal of 100 columns.
// Errors: INVALID_ARGUMENT where a table's cells do not fill its columns.
absl::StatusOr<std::string> WriteText(const Document& document);

}  // namespace clearbudget::disclosure
