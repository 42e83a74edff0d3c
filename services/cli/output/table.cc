#include "services/cli/output/table.h"

#include <algorithm>
#include <numeric>

#include "common/typography/glyph.h"
#include "common/typography/line_breaking.h"

namespace clearbudget::cli {
namespace {

constexpr int kGap = 2;

// The cell's line in its column, without the blanks that would end a line of the table.
void AppendCell(const std::string& text, int width, bool right, bool last, std::string& line) {
  const int blanks = std::max(0, width - typography::DisplayWidth(text));
  if (right) line.append(static_cast<size_t>(blanks), ' ');
  line.append(text);
  if (!right && !last) line.append(static_cast<size_t>(blanks), ' ');
}

std::string WithoutTrailingBlanks(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

std::vector<int> Table::Widths(int width) const {
  std::vector<int> widths;
  for (size_t i = 0; i < columns_.size(); ++i) {
    int widest = typography::DisplayWidth(columns_[i].title);
    for (const auto& row : rows_) widest = std::max(widest, typography::WidestLine(row[i]));
    widths.push_back(widest);
  }
  if (width <= 0) return widths;
  int total = std::accumulate(widths.begin(), widths.end(), 0) + kGap * (static_cast<int>(widths.size()) - 1);
  while (total > width) {
    int* widest = nullptr;
    for (size_t i = 0; i < widths.size(); ++i) {
      if (!columns_[i].whole && (widest == nullptr || widths[i] > *widest)) widest = &widths[i];
    }
    if (widest == nullptr || *widest <= kNarrowest) break;
    --*widest;
    --total;
  }
  return widths;
}

void Table::AppendRow(const std::vector<std::string>& cells, const std::vector<int>& widths,
                      std::vector<std::string>& lines) const {
  std::vector<std::vector<std::string>> broken;
  size_t height = 1;
  for (size_t i = 0; i < cells.size(); ++i) {
    broken.push_back(typography::BreakLines(cells[i], std::max(1, widths[i])));
    height = std::max(height, broken.back().size());
  }
  for (size_t at = 0; at < height; ++at) {
    std::string line;
    for (size_t i = 0; i < broken.size(); ++i) {
      if (i > 0) line.append(kGap, ' ');
      const std::string text = at < broken[i].size() ? broken[i][at] : std::string();
      AppendCell(text, widths[i], columns_[i].right, i + 1 == broken.size(), line);
    }
    lines.push_back(WithoutTrailingBlanks(std::move(line)));
  }
}

std::vector<std::string> Table::Lines(int width) const {
  const std::vector<int> widths = Widths(width);
  std::vector<std::string> lines;
  const bool head = std::any_of(columns_.begin(), columns_.end(),
                                [](const Column& column) { return !column.title.empty(); });
  if (head) {
    std::vector<std::string> titles;
    for (const Column& column : columns_) titles.push_back(column.title);
    AppendRow(titles, widths, lines);
    std::string rule;
    for (size_t i = 0; i < widths.size(); ++i) {
      if (i > 0) rule.append(kGap, ' ');
      for (int at = 0; at < widths[i]; ++at) rule.append("─");
    }
    lines.push_back(std::move(rule));
  }
  for (const auto& row : rows_) AppendRow(row, widths, lines);
  return lines;
}

}  // namespace clearbudget::cli
