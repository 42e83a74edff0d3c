#include "common/targets/written_text.h"

#include <array>
#include <cstdint>
#include <utility>

namespace clearbudget::targets {
namespace {

using Folding = std::pair<char32_t, char32_t>;

constexpr std::array<Folding, 26> kSigns = {{
    {U'≧', U'≥'},  {U'⩾', U'≥'},  {U'≦', U'≤'},  {U'⩽', U'≤'},  {U'≒', U'≈'},      {U'﹥', U'>'},
    {U'﹤', U'<'}, {U'﹦', U'='}, {U'–', U'-'},  {U'—', U'-'},  {U'―', U'-'},      {U'─', U'-'},
    {U'−', U'-'},  {U'‐', U'-'},  {U'‑', U'-'},  {U'〜', U'~'}, {U'∼', U'~'},      {U'﹪', U'%'},
    {U'﹣', U'-'}, {U'〉', U'>'}, {U'〈', U'<'}, {U'　', U' '}, {U'\u00A0', U' '}, {U'\t', U' '},
    {U'\n', U' '}, {U'\r', U' '},
}};

char32_t FoldSign(char32_t c) {
  if (c >= U'！' && c <= U'～') return c - 0xFEE0;  // the full-width forms of ASCII
  for (const auto& [from, to] : kSigns) {
    if (c == from) return to;
  }
  return c;
}

// 》 and 《 stand in for > and < on some keyboards, but a pair of them quotes a title.
std::u32string FoldSigns(std::u32string_view text) {
  const bool has_title = text.find(U'《') != text.npos && text.find(U'》') != text.npos;
  std::u32string folded;
  folded.reserve(text.size());
  for (char32_t c : text) {
    if (!has_title && c == U'》') c = U'>';
    if (!has_title && c == U'《') c = U'<';
    folded.push_back(FoldSign(c));
  }
  return folded;
}

std::u32string WithoutSpaces(std::u32string_view text) {
  std::u32string result;
  bool space = false;
  for (const char32_t c : text) {
    if (c == U' ') {
      space = true;
      continue;
    }
    if (space && !result.empty() && IsDigit(result.back()) && IsDigit(c)) result.push_back(U' ');
    space = false;
    result.push_back(c);
  }
  return result;
}

std::u32string WithSingleComparators(std::u32string_view text) {
  std::u32string result;
  for (const char32_t c : text) {
    const char32_t last = result.empty() ? U'\0' : result.back();
    if (c == U'=' && (last == U'>' || last == U'≥')) {
      result.back() = U'≥';
    } else if (c == U'=' && (last == U'<' || last == U'≤')) {
      result.back() = U'≤';
    } else if (last == U'=' && (c == U'>' || c == U'<')) {
      result.back() = c == U'>' ? U'≥' : U'≤';
    } else if (c != U'=' || last != U'=') {
      result.push_back(c);
    }
  }
  return result;
}

// The length of the sequence that a lead byte announces, and its payload bits; 0 for no lead byte.
std::pair<int, char32_t> Lead(unsigned char byte) {
  if (byte < 0x80) return {1, byte};
  if (byte >= 0xC2 && byte <= 0xDF) return {2, byte & 0x1FU};
  if (byte >= 0xE0 && byte <= 0xEF) return {3, byte & 0x0FU};
  if (byte >= 0xF0 && byte <= 0xF4) return {4, byte & 0x07U};
  return {0, 0};
}

bool IsOverlongOrNoCharacter(int length, char32_t c) {
  constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  return c < kLeast[static_cast<size_t>(length)] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF);
}

}  // namespace

std::optional<std::u32string> Decode(std::string_view utf8) {
  std::u32string text;
  text.reserve(utf8.size());
  for (size_t i = 0; i < utf8.size();) {
    auto [length, c] = Lead(static_cast<unsigned char>(utf8[i]));
    if (length == 0 || i + static_cast<size_t>(length) > utf8.size()) return std::nullopt;
    for (int k = 1; k < length; ++k) {
      const auto byte = static_cast<unsigned char>(utf8[i + static_cast<size_t>(k)]);
      if ((byte & 0xC0) != 0x80) return std::nullopt;
      c = (c << 6) | (byte & 0x3FU);
    }
    if (IsOverlongOrNoCharacter(length, c)) return std::nullopt;
    text.push_back(c);
    i += static_cast<size_t>(length);
  }
  return text;
}

std::string Encode(std::u32string_view text) {
  std::string utf8;
  const auto put = [&utf8](char32_t byte) { utf8.push_back(static_cast<char>(byte)); };
  for (const char32_t c : text) {
    if (c < 0x80) {
      put(c);
      continue;
    }
    if (c < 0x800) {
      put(0xC0 | (c >> 6));
    } else if (c < 0x10000) {
      put(0xE0 | (c >> 12));
      put(0x80 | ((c >> 6) & 0x3F));
    } else {
      put(0xF0 | (c >> 18));
      put(0x80 | ((c >> 12) & 0x3F));
      put(0x80 | ((c >> 6) & 0x3F));
    }
    put(0x80 | (c & 0x3F));
  }
  return utf8;
}

std::u32string Normalised(std::u32string_view text) {
  std::u32string result = WithSingleComparators(WithoutSpaces(FoldSigns(text)));
  while (!result.empty() && std::u32string_view(U"。;,、").find(result.back()) != std::u32string_view::npos) {
    result.pop_back();
  }
  return result;
}

bool IsDigit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

bool TakePrefix(std::u32string_view& text, std::u32string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool TakeSuffix(std::u32string_view& text, std::u32string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

}  // namespace clearbudget::targets
