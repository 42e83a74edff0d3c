// The packs of a folder, each a folder of text files.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/pack/compiled_pack.h"

namespace clearbudget::pack {

// Reads, resolves and compiles every pack below a folder, in order of their ids. Errors: INVALID_ARGUMENT
// with file and line of what is wrong, NOT_FOUND for a parent or a folder that is not there.
absl::StatusOr<std::vector<std::shared_ptr<const CompiledPack>>> LoadPacks(const std::string& folder);

}  // namespace clearbudget::pack
