#include "common/testing/temporary_directory.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace clearbudget::testing {

TemporaryDirectory::TemporaryDirectory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "clearbudget-test-XXXXXX").string();
  // A test without its directory has nothing to stand on.
  if (mkdtemp(pattern.data()) == nullptr) std::abort();
  path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryDirectory::File(std::string_view name) const {
  return path_ + "/" + std::string(name);
}

}  // namespace clearbudget::testing
