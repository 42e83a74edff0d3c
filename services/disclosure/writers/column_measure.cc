#include "services/disclosure/writers/column_measure.h"

#include <algorithm>

#include "common/typography/line_breaking.h"

namespace clearbudget::disclosure {
namespace {

absl::Status Append(const std::vector<Row>& rows, TableLayout& layout) {
  absl::StatusOr<TableGrid> grid = TableGrid::Make(rows, layout.column_count);
  if (!grid.ok()) return grid.status();
  const int first_cell = static_cast<int>(layout.cells.size());
  for (PlacedCell placed : grid->cells()) {
    placed.row += layout.row_count;
    layout.cells.push_back(placed);
  }
  for (int row = 0; row < grid->row_count(); ++row) {
    for (int column = 0; column < layout.column_count; ++column) {
      layout.slots.push_back(first_cell + grid->IndexAt(row, column));
    }
  }
  layout.row_count += grid->row_count();
  return absl::OkStatus();
}

// Raises `member` of the columns of a cell evenly until they hold `needed`.
void Widen(std::vector<ColumnMeasure>& columns, const PlacedCell& placed, int needed, int between,
           int ColumnMeasure::*member) {
  const auto begin = columns.begin() + placed.column;
  const auto end = begin + placed.cell->column_span;
  int held = between * (placed.cell->column_span - 1);
  for (auto column = begin; column != end; ++column) held += (*column).*member;
  int lack = needed - held;
  int left = placed.cell->column_span;
  for (auto column = begin; column != end && lack > 0; ++column, --left) {
    const int share = (lack + left - 1) / left;
    (*column).*member += share;
    lack -= share;
  }
}

}  // namespace

absl::StatusOr<TableLayout> LayOut(const Table& table) {
  TableLayout layout;
  layout.column_count = static_cast<int>(table.columns.size());
  layout.header_row_count = static_cast<int>(table.header.size());
  absl::Status appended = Append(table.header, layout);
  if (appended.ok()) appended = Append(table.body, layout);
  if (!appended.ok()) return appended;
  return layout;
}

std::vector<CellMeasure> MeasureCells(const TableLayout& layout) {
  std::vector<CellMeasure> cells;
  cells.reserve(layout.cells.size());
  for (const PlacedCell& placed : layout.cells) {
    const std::string text = PlainText(placed.cell->text);
    cells.push_back({typography::WidestPiece(text), typography::WidestLine(text)});
  }
  return cells;
}

std::vector<ColumnMeasure> MeasureColumns(const TableLayout& layout, const std::vector<CellMeasure>& cells,
                                          int between) {
  std::vector<ColumnMeasure> columns(static_cast<size_t>(layout.column_count));
  // Single columns first: what they hold is not asked for again by the cells that span them.
  for (const bool spanning : {false, true}) {
    for (size_t index = 0; index < cells.size(); ++index) {
      const PlacedCell& placed = layout.cells[index];
      if ((placed.cell->column_span > 1) != spanning) continue;
      Widen(columns, placed, cells[index].least, between, &ColumnMeasure::least);
      Widen(columns, placed, cells[index].natural, between, &ColumnMeasure::natural);
    }
  }
  for (ColumnMeasure& column : columns) column.natural = std::max(column.natural, column.least);
  return columns;
}

}  // namespace clearbudget::disclosure
