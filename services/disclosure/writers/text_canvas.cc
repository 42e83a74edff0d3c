#include "services/disclosure/writers/text_canvas.h"

#include "common/typography/glyph.h"

namespace clearbudget::disclosure {

TextCanvas::TextCanvas(int height, int width)
    : width_(static_cast<size_t>(width)), places_(static_cast<size_t>(height) * width_, " ") {}

void TextCanvas::Put(int line, int column, std::string_view text) {
  size_t at = static_cast<size_t>(line) * width_ + static_cast<size_t>(column);
  for (const typography::Glyph& glyph : typography::GlyphsOf(text)) {
    places_[at++] = std::string(glyph.bytes);
    if (glyph.width == 2) places_[at++].clear();
  }
}

std::vector<std::string> TextCanvas::Lines() const {
  std::vector<std::string> lines;
  for (size_t start = 0; start < places_.size(); start += width_) {
    std::string line;
    for (size_t at = start; at < start + width_; ++at) line += places_[at];
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace clearbudget::disclosure
