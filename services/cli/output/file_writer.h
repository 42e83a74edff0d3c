// Files that appear whole or not at all.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace clearbudget::cli {

enum class FileReaders { kAll, kOwner };

// Makes the folder where it is missing, and writes the file beside its place before it takes it. A file for
// its owner has the mode 0600 from its first byte on. Errors: UsageError for a folder or file that cannot be
// written.
absl::Status WriteFile(const std::string& folder, const std::string& name, std::string_view bytes,
                       FileReaders readers = FileReaders::kAll);

}  // namespace clearbudget::cli
