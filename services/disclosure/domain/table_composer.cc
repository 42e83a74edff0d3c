#include "services/disclosure/domain/table_composer.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "services/disclosure/domain/figure_text.h"
#include "services/disclosure/domain/row_composer.h"
#include "services/disclosure/domain/table_grid.h"

namespace clearbudget::disclosure {
namespace {

Text Rendered(const rules::Template& text, const rules::Scope& scope, Composition& composition) {
  return TextOfPieces(text.Render(composition.evaluation, scope, composition.wording.not_stated));
}

Row BlankRow(int column_count) {
  Row row;
  row.cells.resize(static_cast<size_t>(column_count));
  return row;
}

// Blank rows go before the totals at a panel's end, so that totals of panels side by side stand in line.
void Lengthen(std::vector<Row>& rows, size_t length, int column_count) {
  size_t totals = rows.size();
  while (totals > 0 && rows[totals - 1].total) --totals;
  if (rows.size() < length) {
    rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(totals), length - rows.size(),
                BlankRow(column_count));
  }
}

std::vector<Row> ComposePanels(const OutlineTable& outline, const rules::Scope& scope,
                               RowComposer& composer) {
  std::vector<std::vector<Row>> panels;
  size_t length = 1;
  int first_column = 0;
  for (const OutlinePanel& panel : outline.panels) {
    panels.push_back(composer.Compose(panel.rows, scope, first_column));
    first_column += panel.column_count;
    length = std::max(length, panels.back().size());
  }
  std::vector<Row> body(length);
  for (size_t p = 0; p < panels.size(); ++p) {
    Lengthen(panels[p], length, outline.panels[p].column_count);
    for (size_t row = 0; row < length; ++row) {
      Row& from = panels[p][row];
      body[row].total = body[row].total || from.total;
      std::move(from.cells.begin(), from.cells.end(), std::back_inserter(body[row].cells));
    }
  }
  return body;
}

// One row over all columns that says that the data are missing.
Row InsufficientRow(int column_count, const std::string& words) {
  Cell cell;
  cell.text = TextOf(words);
  cell.column_span = column_count;
  cell.alignment = Alignment::kCenter;
  cell.missing = true;
  return Row{{cell}, false};
}

// Checks that the cells fill their columns, and aligns those as their column that have no alignment of their
// own. Only the grid knows the column of a cell beside a span from above.
absl::Status AlignRows(const Table& table, std::string_view part, std::vector<Row>& rows) {
  const absl::StatusOr<TableGrid> grid = TableGrid::Make(rows, static_cast<int>(table.columns.size()));
  if (!grid.ok()) {
    return absl::FailedPreconditionError(
        fmt::format("table {}, {}, {}", table.key, part, std::string(grid.status().message())));
  }
  size_t index = 0;
  for (Row& row : rows) {
    for (Cell& cell : row.cells) {
      const auto column = static_cast<size_t>(grid->cells()[index++].column);
      if (!cell.alignment.has_value()) cell.alignment = table.columns[column].alignment;
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::optional<Table>> ComposeTable(const OutlineTable& outline, const rules::Scope& scope,
                                                  Composition& composition) {
  if (!Holds(outline.when, composition, scope)) return std::nullopt;
  Table table;
  table.key = outline.key;
  table.id = composition.document.UniqueId("table-" + outline.key);
  table.columns = outline.columns;
  if (outline.title.has_value()) table.title = PlainText(Rendered(*outline.title, scope, composition));
  for (const rules::Template& caption : outline.captions) {
    table.captions.push_back(Rendered(caption, scope, composition));
  }
  RowComposer composer(outline, table.title, composition);
  table.header = composer.Compose(outline.header, scope, 0);
  const int columns = static_cast<int>(outline.columns.size());
  const rules::Template* reason = nullptr;
  if (!Holds(outline.requirement, composition, scope)) {
    table.body.push_back(InsufficientRow(columns, composition.wording.insufficient_data));
    composition.document.AddMissing(table.title);
    if (outline.insufficient_note.has_value()) reason = &*outline.insufficient_note;
  } else if (outline.empty_when.has_value() && Holds(outline.empty_when, composition, scope)) {
    table.body.assign(static_cast<size_t>(std::max(outline.empty_rows, 1)), BlankRow(columns));
    if (outline.empty_note.has_value()) reason = &*outline.empty_note;
  } else {
    table.body = ComposePanels(outline, scope, composer);
  }
  if (reason != nullptr) table.notes.push_back(Rendered(*reason, scope, composition));
  for (const rules::Template& note : outline.notes) {
    table.notes.push_back(Rendered(note, scope, composition));
  }
  absl::Status aligned = AlignRows(table, "header", table.header);
  if (aligned.ok()) aligned = AlignRows(table, "body", table.body);
  if (!aligned.ok()) return aligned;
  return table;
}

}  // namespace clearbudget::disclosure
