#include "services/disclosure/domain/table_grid.h"

#include <fmt/format.h>

#include "absl/status/status.h"

namespace clearbudget::disclosure {

TableGrid::TableGrid(int row_count, int column_count)
    : row_count_(row_count),
      column_count_(column_count),
      slots_(static_cast<size_t>(row_count) * static_cast<size_t>(column_count), -1) {}

int TableGrid::IndexAt(int row, int column) const {
  return slots_[static_cast<size_t>(row) * static_cast<size_t>(column_count_) + static_cast<size_t>(column)];
}

absl::Status TableGrid::Place(const Cell& cell, int row, int column) {
  if (cell.column_span < 1 || cell.row_span < 1) {
    return absl::InvalidArgumentError(fmt::format("row {}: a cell spans nothing", row + 1));
  }
  if (column + cell.column_span > column_count_) {
    return absl::InvalidArgumentError(
        fmt::format("row {}: its cells need more than {} columns", row + 1, column_count_));
  }
  if (row + cell.row_span > row_count_) {
    return absl::InvalidArgumentError(fmt::format("row {}: a cell spans {} rows, but {} are left", row + 1,
                                                  cell.row_span, row_count_ - row));
  }
  const int index = static_cast<int>(cells_.size());
  for (int r = row; r < row + cell.row_span; ++r) {
    for (int c = column; c < column + cell.column_span; ++c) {
      int& slot =
          slots_[static_cast<size_t>(r) * static_cast<size_t>(column_count_) + static_cast<size_t>(c)];
      if (slot != -1) {
        return absl::InvalidArgumentError(
            fmt::format("row {}: a cell overlaps another one in column {}", r + 1, c + 1));
      }
      slot = index;
    }
  }
  cells_.push_back(PlacedCell{&cell, row, column});
  return absl::OkStatus();
}

absl::StatusOr<TableGrid> TableGrid::Make(const std::vector<Row>& rows, int column_count) {
  TableGrid grid(static_cast<int>(rows.size()), column_count);
  for (int row = 0; row < grid.row_count_; ++row) {
    int column = 0;
    for (const Cell& cell : rows[static_cast<size_t>(row)].cells) {
      while (column < column_count && grid.IndexAt(row, column) != -1) ++column;
      absl::Status placed = grid.Place(cell, row, column);
      if (!placed.ok()) return placed;
      column += cell.column_span;
    }
    for (int c = 0; c < column_count; ++c) {
      if (grid.IndexAt(row, c) == -1) {
        return absl::InvalidArgumentError(
            fmt::format("row {}: nothing fills column {} of {}", row + 1, c + 1, column_count));
      }
    }
  }
  return grid;
}

}  // namespace clearbudget::disclosure
