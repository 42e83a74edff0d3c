#include "common/typography/glyph.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace clearbudget::typography {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// The wide and full-width blocks of Unicode's EastAsianWidth.txt that Chinese statements can hold.
constexpr std::array<Range, 14> kWide = {{{0x1100, 0x115F},
                                          {0x2E80, 0x303E},
                                          {0x3041, 0x33FF},
                                          {0x3400, 0x4DBF},
                                          {0x4E00, 0xA4CF},
                                          {0xA960, 0xA97F},
                                          {0xAC00, 0xD7A3},
                                          {0xF900, 0xFAFF},
                                          {0xFE10, 0xFE19},
                                          {0xFE30, 0xFE6F},
                                          {0xFF00, 0xFF60},
                                          {0xFFE0, 0xFFE6},
                                          {0x1F300, 0x1FAFF},
                                          {0x20000, 0x3FFFD}}};

// Marks that stand over the character before them, and characters without a picture.
constexpr std::array<Range, 6> kCombining = {{{0x0300, 0x036F},
                                              {0x200B, 0x200F},
                                              {0x202A, 0x202E},
                                              {0x2060, 0x2064},
                                              {0xFE00, 0xFE0F},
                                              {0xFEFF, 0xFEFF}}};

template <size_t N>
bool In(const std::array<Range, N>& ranges, char32_t code) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [code](const Range& range) { return code >= range.first && code <= range.last; });
}

int WidthOf(char32_t code) {
  if (code < kWide.front().first) return 1;
  return In(kWide, code) ? 2 : 1;
}

bool Combines(char32_t code) {
  return code >= kCombining.front().first && In(kCombining, code);
}

struct Decoded {
  char32_t code = 0xFFFD;
  size_t length = 1;
};

Decoded DecodeAt(std::string_view text, size_t at) {
  const auto lead = static_cast<uint8_t>(text[at]);
  if (lead < 0x80) return {lead, 1};
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return {};
  char32_t code = static_cast<char32_t>(lead & (0xFF >> (length + 1)));
  for (size_t i = 1; i < length; ++i) {
    const auto next = static_cast<uint8_t>(text[at + i]);
    if ((next & 0xC0) != 0x80) return {};
    code = (code << 6) | (next & 0x3F);
  }
  return {code, length};
}

}  // namespace

std::vector<Glyph> GlyphsOf(std::string_view text) {
  std::vector<Glyph> glyphs;
  glyphs.reserve(text.size() / 2);
  for (size_t at = 0; at < text.size();) {
    const Decoded decoded = DecodeAt(text, at);
    if (Combines(decoded.code) && !glyphs.empty()) {
      const std::string_view before = glyphs.back().bytes;
      glyphs.back().bytes = std::string_view(before.data(), before.size() + decoded.length);
    } else {
      glyphs.push_back({text.substr(at, decoded.length), decoded.code, WidthOf(decoded.code)});
    }
    at += decoded.length;
  }
  return glyphs;
}

int DisplayWidth(std::string_view text) {
  int width = 0;
  for (size_t at = 0; at < text.size();) {
    const Decoded decoded = DecodeAt(text, at);
    if (width == 0 || !Combines(decoded.code)) width += WidthOf(decoded.code);
    at += decoded.length;
  }
  return width;
}

}  // namespace clearbudget::typography
