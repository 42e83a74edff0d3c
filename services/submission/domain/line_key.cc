#include "services/submission/domain/line_key.h"

#include <string_view>

namespace clearbudget::submission {
namespace {

bool IsPlain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_';
}

void AppendEscaped(std::string_view text, std::string& key) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : text) {
    if (IsPlain(c)) {
      key.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    key.push_back('%');
    key.push_back(kHex[byte >> 4]);
    key.push_back(kHex[byte & 0xF]);
  }
}

}  // namespace

std::string LineKeyOf(const facts::Record& line) {
  std::string key;
  bool first = true;
  for (const int field : line.type().key_fields()) {
    if (!first) key.push_back('!');
    first = false;
    AppendEscaped(line.at(field).ToText(), key);
  }
  return key;
}

}  // namespace clearbudget::submission
