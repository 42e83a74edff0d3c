#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace clearbudget::disclosure {

// A rectangle of terminal columns that text and box characters are put on.
class TextCanvas {
 public:
  TextCanvas(int height, int width);

  // Puts one narrow character into a place.
  void PutOne(int line, int column, std::string_view glyph) {
    places_[static_cast<size_t>(line) * width_ + static_cast<size_t>(column)] = glyph;
  }
  // Puts text on a line from a column on. Must fit.
  void Put(int line, int column, std::string_view text);
  // The lines, without spaces at their ends.
  std::vector<std::string> Lines() const;

 private:
  const size_t width_;
  std::vector<std::string> places_;  // One glyph each; empty behind a wide glyph.
};

}  // namespace clearbudget::disclosure
