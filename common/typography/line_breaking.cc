#include "common/typography/line_breaking.h"

#include <algorithm>

#include "common/typography/glyph.h"

namespace clearbudget::typography {
namespace {

constexpr std::u32string_view kClosing = U"，。、；：！？）》」』】〕〉”’％‰℃…—·,.;:!?)]}%";
constexpr std::u32string_view kOpening = U"（《「『【〔〈“‘([{￥¥";

bool IsWordCharacter(char32_t code) {
  return code > 0x20 && code < 0x7F;
}

bool IsAlphanumeric(char32_t code) {
  return (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

// A code such as 101-0701-JBN-P8K4 may be broken after a hyphen; a minus sign stays with its number.
bool IsHyphenOfCode(const std::vector<Glyph>& glyphs, size_t at) {
  return glyphs[at].code == '-' && at > 0 && IsAlphanumeric(glyphs[at - 1].code);
}

bool MayBreakAfter(const std::vector<Glyph>& glyphs, size_t at) {
  const char32_t left = glyphs[at].code;
  const char32_t right = glyphs[at + 1].code;
  if (kClosing.find(right) != std::u32string_view::npos) return false;
  if (kOpening.find(left) != std::u32string_view::npos) return false;
  if (IsWordCharacter(left) && IsWordCharacter(right)) return IsHyphenOfCode(glyphs, at);
  return right != ' ';
}

struct Piece {
  std::string_view bytes;
  int width = 0;
};

std::string_view Joined(const Glyph& first, const Glyph& last) {
  const char* end = last.bytes.data() + last.bytes.size();
  return {first.bytes.data(), static_cast<size_t>(end - first.bytes.data())};
}

// What must stay on one line each.
std::vector<Piece> PiecesOf(std::string_view line) {
  const std::vector<Glyph> glyphs = GlyphsOf(line);
  std::vector<Piece> pieces;
  size_t start = 0;
  int width = 0;
  for (size_t at = 0; at < glyphs.size(); ++at) {
    width += glyphs[at].width;
    if (at + 1 < glyphs.size() && !MayBreakAfter(glyphs, at)) continue;
    pieces.push_back({Joined(glyphs[start], glyphs[at]), width});
    start = at + 1;
    width = 0;
  }
  return pieces;
}

std::string_view WithoutTrailingSpaces(std::string_view text) {
  const size_t last = text.find_last_not_of(' ');
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

// Fills lines one after the other.
class LineFiller {
 public:
  LineFiller(int width, int first_indent, std::vector<std::string>& lines)
      : width_(std::max(width, 2)), used_(first_indent), lines_(lines) {}

  void Add(const Piece& piece) {
    const int needed = DisplayWidth(WithoutTrailingSpaces(piece.bytes));
    if (used_ + needed > width_ && !current_.empty()) End();
    if (used_ + needed > width_) {
      AddBroken(piece);
    } else {
      current_ += piece.bytes;
      used_ += piece.width;
    }
  }

  void End() {
    lines_.emplace_back(WithoutTrailingSpaces(current_));
    current_.clear();
    used_ = 0;
  }

 private:
  void AddBroken(const Piece& piece) {
    for (const Glyph& glyph : GlyphsOf(piece.bytes)) {
      if (used_ + glyph.width > width_ && !current_.empty()) End();
      current_ += glyph.bytes;
      used_ += glyph.width;
    }
  }

  const int width_;
  int used_;
  std::string current_;
  std::vector<std::string>& lines_;
};

template <typename Visit>
void ForEachLine(std::string_view text, Visit visit) {
  for (size_t start = 0;;) {
    const size_t end = text.find('\n', start);
    visit(text.substr(start, end - start));
    if (end == std::string_view::npos) return;
    start = end + 1;
  }
}

}  // namespace

std::vector<std::string> BreakLines(std::string_view text, int width, int first_indent) {
  std::vector<std::string> lines;
  ForEachLine(text, [&](std::string_view line) {
    LineFiller filler(width, lines.empty() ? first_indent : 0, lines);
    for (const Piece& piece : PiecesOf(line)) filler.Add(piece);
    filler.End();
  });
  return lines;
}

int WidestPiece(std::string_view text) {
  int widest = 0;
  ForEachLine(text, [&](std::string_view line) {
    for (const Piece& piece : PiecesOf(line)) {
      widest = std::max(widest, DisplayWidth(WithoutTrailingSpaces(piece.bytes)));
    }
  });
  return widest;
}

int WidestLine(std::string_view text) {
  int widest = 0;
  ForEachLine(text, [&](std::string_view line) { widest = std::max(widest, DisplayWidth(line)); });
  return widest;
}

}  // namespace clearbudget::typography
