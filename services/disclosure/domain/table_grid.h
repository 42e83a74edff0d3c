// Where the cells of a table lie once their spans are laid out.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "services/disclosure/domain/document.h"

namespace clearbudget::disclosure {

// A cell with the slots that it fills: [row, row + cell->row_span) x [column, column + cell->column_span).
struct PlacedCell {
  const Cell* cell = nullptr;
  int row = 0;
  int column = 0;
};

// The slots of some rows of a table, each filled by exactly one cell. It refers to the rows it was made from.
class TableGrid {
 public:
  // Errors: INVALID_ARGUMENT, naming the row, where a row does not fill its columns exactly, where cells
  // overlap, or where a span leaves the rows.
  static absl::StatusOr<TableGrid> Make(const std::vector<Row>& rows, int column_count);

  int row_count() const { return row_count_; }
  int column_count() const { return column_count_; }
  // In order of rows, then columns.
  const std::vector<PlacedCell>& cells() const { return cells_; }
  // The index in cells() of the cell that fills the slot.
  int IndexAt(int row, int column) const;

 private:
  TableGrid(int row_count, int column_count);
  absl::Status Place(const Cell& cell, int row, int column);

  int row_count_;
  int column_count_;
  std::vector<PlacedCell> cells_;
  std::vector<int> slots_;  // Row by row; -1 while a slot is free.
};

}  // namespace clearbudget::disclosure
