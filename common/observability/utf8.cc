#include "common/observability/utf8.h"

namespace clearbudget::observability {
namespace {

constexpr std::string_view kEllipsis = "\u2026";

}  // namespace

std::size_t Utf8CharacterLength(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
  if (byte(0) < 0x80) return 1;
  if (byte(0) >= 0xC2 && byte(0) < 0xE0) return follows(1) ? 2 : 0;
  if (byte(0) >= 0xE0 && byte(0) < 0xF0) {
    if (!follows(1) || !follows(2)) return 0;
    const bool overlong = byte(0) == 0xE0 && byte(1) < 0xA0;
    const bool surrogate = byte(0) == 0xED && byte(1) >= 0xA0;
    return overlong || surrogate ? 0 : 3;
  }
  if (byte(0) >= 0xF0 && byte(0) < 0xF5) {
    if (!follows(1) || !follows(2) || !follows(3)) return 0;
    const bool overlong = byte(0) == 0xF0 && byte(1) < 0x90;
    const bool beyond = byte(0) == 0xF4 && byte(1) >= 0x90;
    return overlong || beyond ? 0 : 4;
  }
  return 0;
}

std::string Utf8Within(std::string_view text, std::size_t most_bytes) {
  std::string out;
  // Where the text is cut if it turns out to be too long.
  std::size_t cut = 0;
  while (!text.empty()) {
    const std::size_t length = Utf8CharacterLength(text);
    out.append(length == 0 ? kReplacementCharacter : text.substr(0, length));
    if (out.size() + kEllipsis.size() <= most_bytes) cut = out.size();
    if (out.size() > most_bytes) {
      out.resize(cut);
      return out.append(kEllipsis);
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

}  // namespace clearbudget::observability
