#include "common/trail/base64.h"

#include "absl/strings/escaping.h"

namespace clearbudget::trail {

std::string ToBase64(std::string_view bytes) {
  return absl::Base64Escape({bytes.data(), bytes.size()});
}

std::optional<std::string> FromBase64(std::string_view text) {
  std::string bytes;
  if (!absl::Base64Unescape({text.data(), text.size()}, &bytes)) return std::nullopt;
  if (ToBase64(bytes) != text) return std::nullopt;
  return bytes;
}

}  // namespace clearbudget::trail
