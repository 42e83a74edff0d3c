#include <sys/random.h>

#include <array>
#include <cstdlib>
#include <string_view>

#include "common/ports/id_source.h"

namespace clearbudget::ports {

std::string RandomIdSource::NextId() {
  std::array<unsigned char, 16> bytes{};
  // Up to 256 bytes come whole or not at all. A kernel without random numbers is no place to go on.
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) std::abort();
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string id;
  id.reserve(2 * bytes.size());
  for (const unsigned char byte : bytes) {
    id.push_back(kDigits[byte >> 4]);
    id.push_back(kDigits[byte & 15]);
  }
  return id;
}

}  // namespace clearbudget::ports
