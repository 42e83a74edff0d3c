// Files that appear whole or not at all.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace clearbudget::cli {

// Makes the folder where it is missing, and writes the file beside its place before it takes it. Errors:
// UsageError for a folder or file that cannot be written.
absl::Status WriteFile(const std::string& folder, const std::string& name, std::string_view bytes);

}  // namespace clearbudget::cli
