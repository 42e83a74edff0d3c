// Files that are read whole.
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"

namespace clearbudget::cli {

// A budget of 100,000 lines in YAML takes about 25 MB.
inline constexpr size_t kLargestFile = size_t{40} << 20U;

// Errors: INVALID_ARGUMENT, INVALID_REQUEST with a violation that tells what is wrong with the file: it is
// missing, no file, cannot be read, is empty, is larger than the limit or is no UTF-8 text.
absl::StatusOr<std::string> ReadTextFile(const std::string& file, size_t most_bytes = kLargestFile);

}  // namespace clearbudget::cli
