// Chinese line breaking for output of fixed width.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace clearbudget::typography {

// Breaks text into lines of at most `width` columns; the first line is `first_indent` columns shorter. A line
// feed breaks a line. Numbers and Latin words stay whole, no line begins with a closing mark (，。）”…) or
// ends with an opening one (（“《…). A piece that is wider than a line is broken anywhere. Empty text gives
// one empty line.
std::vector<std::string> BreakLines(std::string_view text, int width, int first_indent = 0);

// The width of the widest piece that BreakLines would keep whole, in columns.
int WidestPiece(std::string_view text);

// The width of the widest line when only line feeds break lines, in columns.
int WidestLine(std::string_view text);

}  // namespace clearbudget::typography
