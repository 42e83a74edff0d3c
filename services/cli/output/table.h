// Tables for a terminal: columns line up also where texts hold Chinese characters.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace clearbudget::cli {

struct Column {
  std::string title = {};
  bool right = false;  // For numbers.
  bool whole = false;  // For names, which are copied: never broken.
};

class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // One cell for each column.
  void AddRow(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  bool empty() const { return rows_.empty(); }

  // The table as lines of at most `width` columns; 0 stands for as wide as it takes. What does not fit is
  // broken into several lines of its cell, the widest columns first; no column becomes narrower than
  // kNarrowest, and one that is whole stays as wide as it is. A table whose titles are all empty has no head.
  std::vector<std::string> Lines(int width) const;

  static constexpr int kNarrowest = 8;

 private:
  std::vector<int> Widths(int width) const;
  void AppendRow(const std::vector<std::string>& cells, const std::vector<int>& widths,
                 std::vector<std::string>& lines) const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace clearbudget::cli
