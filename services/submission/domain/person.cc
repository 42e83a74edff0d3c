#include "services/submission/domain/person.h"

#include <cstddef>
#include <cstdint>

namespace clearbudget::submission {
namespace {

// What a byte is that begins no character.
constexpr uint32_t kNoCharacter = 0xFFFFFFFF;

struct Character {
  uint32_t code = kNoCharacter;
  size_t bytes = 1;
};

// The character at the beginning of a text that is not empty.
Character FirstOf(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {.code = lead, .bytes = 1};
  const size_t bytes = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (bytes == 1 || bytes > text.size()) return {};
  uint32_t code = lead & (0xFFU >> (bytes + 1));
  for (size_t i = 1; i < bytes; ++i) code = (code << 6) | (byte(i) & 0x3FU);
  return {.code = code, .bytes = bytes};
}

bool IsUnseen(uint32_t code) {
  const bool blank = code <= 0x20 || code == 0x7F || (code >= 0x80 && code <= 0xA0) || code == 0x1680 ||
                     (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 ||
                     code == 0x202F || code == 0x205F || code == 0x3000;
  const bool invisible = code == 0xAD || code == 0x034F || code == 0x061C || code == 0x180E ||
                         (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
                         (code >= 0x2060 && code <= 0x206F) || (code >= 0xFE00 && code <= 0xFE0F) ||
                         code == 0xFEFF || (code >= 0xE0000 && code <= 0xE0FFF);
  return blank || invisible;
}

}  // namespace

std::string PersonKey(std::string_view person) {
  constexpr uint32_t kFirstFullWidth = 0xFF01;
  constexpr uint32_t kLastFullWidth = 0xFF5E;
  std::string key;
  while (!person.empty()) {
    auto [code, bytes] = FirstOf(person);
    const std::string_view written = person.substr(0, bytes);
    person.remove_prefix(bytes);
    if (IsUnseen(code)) continue;
    if (code >= kFirstFullWidth && code <= kLastFullWidth) code = code - kFirstFullWidth + '!';
    if (code >= 0x80) {
      key.append(written);
    } else {
      const char c = static_cast<char>(code);
      key.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
  }
  return key;
}

bool SamePerson(std::string_view left, std::string_view right) {
  const std::string key = PersonKey(left);
  return !key.empty() && key == PersonKey(right);
}

}  // namespace clearbudget::submission
