#include "services/disclosure/testing/golden_file.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace clearbudget::disclosure {

std::string GoldenFile(const std::string& path, std::string_view actual) {
  const std::string full_path = std::string(CLEARBUDGET_SOURCE_DIR) + "/" + path;
  if (std::getenv("CLEARBUDGET_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(full_path, std::ios::binary) << actual;
  }
  std::ostringstream content;
  content << std::ifstream(full_path, std::ios::binary).rdbuf();
  return content.str();
}

}  // namespace clearbudget::disclosure
