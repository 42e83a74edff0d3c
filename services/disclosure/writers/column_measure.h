#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "services/disclosure/domain/document.h"
#include "services/disclosure/domain/table_grid.h"

namespace clearbudget::disclosure {

// What the cells of a column ask for, in columns of a terminal (half the width of a Chinese character).
struct ColumnMeasure {
  int least = 2;    // Below it a figure or word would be broken.
  int natural = 2;  // With it no cell is broken.
};

// The header and the body of a table laid out one under the other.
struct TableLayout {
  std::vector<PlacedCell> cells;
  std::vector<int> slots;  // The cell of each slot, row by row.
  int header_row_count = 0;
  int row_count = 0;
  int column_count = 0;

  int IndexAt(int row, int column) const {
    return slots[static_cast<size_t>(row) * static_cast<size_t>(column_count) + static_cast<size_t>(column)];
  }
};

// Errors: as TableGrid::Make.
absl::StatusOr<TableLayout> LayOut(const Table& table);

// What each cell asks for by itself, in the order of the layout's cells.
struct CellMeasure {
  int least = 0;
  int natural = 0;
};
std::vector<CellMeasure> MeasureCells(const TableLayout& layout);

// One measure a column. What a cell needs beyond the columns it spans is shared out among them evenly;
// `between` is what lies between two columns and so belongs to a cell that spans both.
std::vector<ColumnMeasure> MeasureColumns(const TableLayout& layout, const std::vector<CellMeasure>& cells,
                                          int between);

}  // namespace clearbudget::disclosure
