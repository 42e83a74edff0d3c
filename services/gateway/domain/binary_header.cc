#include "services/gateway/domain/binary_header.h"

#include <cstddef>

namespace clearbudget::gateway {
namespace {

int ValueOfBase64Digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  if (c == '/') return 63;
  return -1;
}

std::string_view TrimSpaces(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// Padding is optional, but where it stands it must complete the last group of four.
std::optional<std::string_view> WithoutPadding(std::string_view piece) {
  std::string_view digits = piece;
  while (!digits.empty() && digits.back() == '=') digits.remove_suffix(1);
  const std::size_t padding = piece.size() - digits.size();
  if (padding > 2 || (padding > 0 && piece.size() % 4 != 0)) return std::nullopt;
  return digits;
}

bool IsBase64(std::string_view digits) {
  if (digits.size() % 4 == 1) return false;
  for (const char c : digits) {
    if (ValueOfBase64Digit(c) < 0) return false;
  }
  const std::size_t rest = digits.size() % 4;
  if (rest == 2) return (ValueOfBase64Digit(digits.back()) & 0xf) == 0;
  if (rest == 3) return (ValueOfBase64Digit(digits.back()) & 0x3) == 0;
  return true;
}

}  // namespace

std::optional<std::vector<std::string_view>> SplitBinaryHeader(std::string_view value) {
  std::vector<std::string_view> pieces;
  while (true) {
    const std::size_t comma = value.find(',');
    const std::optional<std::string_view> digits = WithoutPadding(TrimSpaces(value.substr(0, comma)));
    if (!digits || !IsBase64(*digits)) return std::nullopt;
    pieces.push_back(*digits);
    if (comma == std::string_view::npos) return pieces;
    value.remove_prefix(comma + 1);
  }
}

}  // namespace clearbudget::gateway
