#include "services/disclosure/writers/text_table.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "common/typography/glyph.h"
#include "common/typography/line_breaking.h"
#include "services/disclosure/writers/column_measure.h"
#include "services/disclosure/writers/text_canvas.h"

namespace clearbudget::disclosure {
namespace {

// By the arms that meet: up 1, down 2, left 4, right 8.
constexpr std::array<const char*, 16> kJunctions = {" ", "│", "│", "│", "─", "┘", "┐", "┤",
                                                    "─", "└", "┌", "├", "─", "┴", "┬", "┼"};

// Twelve columns hold six Chinese characters.
constexpr int kComfortableColumn = 12;

// Shares the room out: every column gets its least; the rest goes, one by one, to the column that has the
// least for its share, and to none beyond its natural width.
std::vector<int> ShareOut(const std::vector<ColumnMeasure>& measures, const std::vector<Column>& columns,
                          int room) {
  std::vector<int> widths;
  for (const ColumnMeasure& measure : measures) widths.push_back(measure.least);
  for (int rest = room - std::accumulate(widths.begin(), widths.end(), 0); rest > 0; --rest) {
    size_t neediest = widths.size();
    for (size_t c = 0; c < widths.size(); ++c) {
      if (widths[c] >= measures[c].natural) continue;
      if (neediest == widths.size() ||
          widths[c] * columns[neediest].width < widths[neediest] * columns[c].width) {
        neediest = c;
      }
    }
    if (neediest == widths.size()) break;
    ++widths[neediest];
  }
  return widths;
}

class TableDrawing {
 public:
  TableDrawing(const Table& table, const TableLayout& layout, int width) : layout_(layout) {
    const int borders = layout.column_count + 1;
    const std::vector<CellMeasure> cells = MeasureCells(layout);
    int comfortable = borders;
    for (const ColumnMeasure& measure : MeasureColumns(layout, cells, 1)) {
      comfortable += std::max(measure.least, std::min(measure.natural, kComfortableColumn));
    }
    // Room beside the text reads better, unless texts are squeezed for it.
    padding_ = comfortable + 2 * layout.column_count <= width ? 1 : 0;
    widths_ = ShareOut(MeasureColumns(layout, cells, 1 + 2 * padding_), table.columns,
                       width - borders - 2 * padding_ * layout.column_count);
    lefts_ = LeftEdges();
    BreakCells();
    PlaceRules(table);
    PlaceRows();
  }

  std::vector<std::string> Draw() const {
    TextCanvas canvas(rule_lines_.back() + 1, Left(layout_.column_count) + 1);
    for (size_t index = 0; index < lines_.size(); ++index) DrawCell(index, canvas);
    for (int row = 0; row <= layout_.row_count; ++row) DrawEdges(row, canvas);
    return canvas.Lines();
  }

 private:
  std::vector<int> LeftEdges() const {
    std::vector<int> edges = {0};
    for (const int width : widths_) edges.push_back(edges.back() + width + 1 + 2 * padding_);
    return edges;
  }

  // The column of the canvas with the border left of a table column.
  int Left(int column) const { return lefts_[static_cast<size_t>(column)]; }

  int InnerWidth(const PlacedCell& placed) const {
    return Left(placed.column + placed.cell->column_span) - Left(placed.column) - 1 - 2 * padding_;
  }

  void BreakCells() {
    for (const PlacedCell& placed : layout_.cells) {
      lines_.push_back(typography::BreakLines(PlainText(placed.cell->text), InnerWidth(placed)));
    }
  }

  // Rows of one line each stand without rules between them, but for totals.
  void PlaceRules(const Table& table) {
    bool plain = true;
    for (size_t index = 0; index < lines_.size(); ++index) {
      const bool in_body = layout_.cells[index].row >= layout_.header_row_count;
      if (in_body && lines_[index].size() > 1) plain = false;
    }
    ruled_.assign(static_cast<size_t>(layout_.row_count) + 1, true);
    for (size_t row = 1; row < table.body.size(); ++row) {
      const bool at_total = table.body[row].total || table.body[row - 1].total;
      if (plain && !at_total) ruled_[static_cast<size_t>(layout_.header_row_count) + row] = false;
    }
  }

  void PlaceRows() {
    std::vector<int> heights(static_cast<size_t>(layout_.row_count), 1);
    // Cells of one row set its height; cells that span rows make the last of them higher where they need it.
    for (const bool spanning : {false, true}) {
      for (size_t index = 0; index < lines_.size(); ++index) {
        const PlacedCell& placed = layout_.cells[index];
        if ((placed.cell->row_span > 1) != spanning) continue;
        int held = 0;
        for (int row = placed.row; row < placed.row + placed.cell->row_span; ++row) {
          held += heights[static_cast<size_t>(row)];
          if (row > placed.row && ruled_[static_cast<size_t>(row)]) ++held;
        }
        const int lack = static_cast<int>(lines_[index].size()) - held;
        if (lack > 0) heights[static_cast<size_t>(placed.row + placed.cell->row_span - 1)] += lack;
      }
    }
    int line = 0;
    for (int row = 0; row <= layout_.row_count; ++row) {
      rule_lines_.push_back(line);
      if (ruled_[static_cast<size_t>(row)]) ++line;
      first_lines_.push_back(line);
      if (row < layout_.row_count) line += heights[static_cast<size_t>(row)];
    }
  }

  void DrawCell(size_t index, TextCanvas& canvas) const {
    const PlacedCell& placed = layout_.cells[index];
    const int first = first_lines_[static_cast<size_t>(placed.row)];
    const int end = rule_lines_[static_cast<size_t>(placed.row + placed.cell->row_span)];
    const bool centered = placed.row < layout_.header_row_count || placed.cell->row_span > 1;
    int line = first + (centered ? (end - first - static_cast<int>(lines_[index].size())) / 2 : 0);
    for (const std::string& text : lines_[index]) {
      const int room = InnerWidth(placed) - typography::DisplayWidth(text);
      const Alignment alignment = placed.cell->alignment.value_or(Alignment::kLeft);
      const int indent = alignment == Alignment::kRight    ? room
                         : alignment == Alignment::kCenter ? room / 2
                                                           : 0;
      canvas.Put(line++, Left(placed.column) + 1 + padding_ + std::max(indent, 0), text);
    }
  }

  // True where a vertical line stands left of the slot.
  bool HasLeftEdge(int row, int column) const {
    if (row < 0 || row >= layout_.row_count) return false;
    if (column == 0 || column == layout_.column_count) return true;
    return layout_.IndexAt(row, column - 1) != layout_.IndexAt(row, column);
  }

  // True where a horizontal line stands above the slot, provided the row has a rule there.
  bool HasTopEdge(int row, int column) const {
    if (column < 0 || column >= layout_.column_count) return false;
    if (row == 0 || row == layout_.row_count) return true;
    return layout_.IndexAt(row - 1, column) != layout_.IndexAt(row, column);
  }

  // The rule above a row and the vertical lines through the row.
  void DrawEdges(int row, TextCanvas& canvas) const {
    const auto at = static_cast<size_t>(row);
    for (int column = 0; column <= layout_.column_count; ++column) {
      if (ruled_[at]) DrawRule(row, column, canvas);
      if (row == layout_.row_count || !HasLeftEdge(row, column)) continue;
      for (int line = first_lines_[at]; line < rule_lines_[at + 1]; ++line) {
        canvas.PutOne(line, Left(column), "│");
      }
    }
  }

  void DrawRule(int row, int column, TextCanvas& canvas) const {
    const int line = rule_lines_[static_cast<size_t>(row)];
    const size_t arms = (HasLeftEdge(row - 1, column) ? 1U : 0U) + (HasLeftEdge(row, column) ? 2U : 0U) +
                        (HasTopEdge(row, column - 1) ? 4U : 0U) + (HasTopEdge(row, column) ? 8U : 0U);
    if (arms != 0) canvas.PutOne(line, Left(column), kJunctions[arms]);
    if (!HasTopEdge(row, column)) return;
    for (int x = Left(column) + 1; x < Left(column + 1); ++x) canvas.PutOne(line, x, "─");
  }

  const TableLayout& layout_;
  int padding_ = 1;
  std::vector<int> widths_;                      // Of the text of each column.
  std::vector<int> lefts_;                       // Of each column, and of what would be the next.
  std::vector<std::vector<std::string>> lines_;  // Of each cell.
  std::vector<bool> ruled_;       // Whether a rule stands above each row; the last is the bottom.
  std::vector<int> rule_lines_;   // The line of that rule, or of the row where there is none.
  std::vector<int> first_lines_;  // The first line of each row.
};

}  // namespace

absl::StatusOr<std::vector<std::string>> DrawTable(const Table& table, int width) {
  absl::StatusOr<TableLayout> layout = LayOut(table);
  if (!layout.ok()) return layout.status();
  return TableDrawing(table, *layout, width).Draw();
}

}  // namespace clearbudget::disclosure
