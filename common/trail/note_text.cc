#include "common/trail/note_text.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace clearbudget::trail {
namespace {

struct Character {
  std::uint32_t code = 0;
  std::size_t bytes = 0;
};

// The UTF-8 character that the text, which is not empty, begins with: RFC 3629. Absent where it begins with
// none.
std::optional<Character> FirstOf(std::string_view text) {
  const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return Character{.code = first, .bytes = 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return std::nullopt;
  std::uint32_t code = first & (0x7Fu >> length);
  for (std::size_t index = 1; index < length; ++index) {
    if ((byte(index) & 0xC0) != 0x80) return std::nullopt;
    code = code << 6 | (byte(index) & 0x3F);
  }
  constexpr std::uint32_t kLeast[] = {0x80, 0x800, 0x10000};
  const bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < kLeast[length - 2] || code > 0x10FFFF || is_surrogate) return std::nullopt;
  return Character{.code = code, .bytes = length};
}

// The White_Space property of Unicode.
bool IsBlank(std::uint32_t code) {
  return (code >= 0x09 && code <= 0x0D) || code == 0x20 || code == 0x85 || code == 0xA0 || code == 0x1680 ||
         (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F ||
         code == 0x205F || code == 0x3000;
}

template <typename Predicate>
bool EveryCharacter(std::string_view text, Predicate holds) {
  while (!text.empty()) {
    const std::optional<Character> character = FirstOf(text);
    if (!character.has_value() || !holds(character->code)) return false;
    text.remove_prefix(character->bytes);
  }
  return true;
}

}  // namespace

bool IsNoteText(std::string_view text) {
  return EveryCharacter(text, [](std::uint32_t code) { return code >= 0x20 || code == '\n'; });
}

bool IsKeyName(std::string_view name) {
  return !name.empty() && EveryCharacter(name, [](std::uint32_t code) {
    return code >= 0x20 && code != '+' && !IsBlank(code);
  });
}

}  // namespace clearbudget::trail
