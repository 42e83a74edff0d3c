#include "services/disclosure/writers/html_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "services/disclosure/writers/column_measure.h"
#include "services/disclosure/writers/html_text.h"

namespace clearbudget::disclosure {
namespace {

// A column of texts may be narrowed to this many characters before the table scrolls.
constexpr int kNarrowestTextColumn = 7;
// Tables that need more than this, in em, are set in smaller type, wider than the text where the window has
// room, and on a page turned sideways when printed.
constexpr int kTextWidth = 56;

std::string CaptionOf(const Table& table) {
  std::string facts;
  for (const Text& caption : table.captions) facts += fmt::format("<span>{}</span>", HtmlOf(caption));
  if (!facts.empty()) facts = fmt::format("<span class=\"facts\">{}</span>", facts);
  return fmt::format(
      "<caption><span class=\"cap\"><span class=\"name\" id=\"name-{}\">{}{}</span>{}</span></caption>\n",
      EscapeHtml(table.id), EscapeHtml(table.number), EscapeHtml(table.title), facts);
}

std::string ColumnGroup(const Table& table) {
  int total = 0;
  for (const Column& column : table.columns) total += std::max(column.width, 1);
  std::string group = "<colgroup>";
  for (const Column& column : table.columns) {
    // Tenths of a per cent, in whole numbers, so that every machine prints the same.
    const int tenths = std::max(column.width, 1) * 1000 / total;
    group += fmt::format("<col style=\"width:{}.{}%\">", tenths / 10, tenths % 10);
  }
  return group + "</colgroup>\n";
}

std::string_view AlignmentClass(const Cell& cell) {
  switch (cell.alignment.value_or(Alignment::kLeft)) {
    case Alignment::kRight:
      return "r";
    case Alignment::kCenter:
      return "c";
    case Alignment::kLeft:
      break;
  }
  return "";
}

std::string CellHtml(const Cell& cell, std::string_view scope) {
  std::string classes(AlignmentClass(cell));
  if (cell.missing) classes += classes.empty() ? "missing" : " missing";
  // An empty heading heads nothing.
  const bool heads = cell.header && !cell.text.empty();
  if (cell.header && !heads) classes += classes.empty() ? "h" : " h";
  std::string attributes = HtmlAttribute("class", classes);
  if (heads) attributes += HtmlAttribute("scope", scope);
  if (cell.column_span > 1) attributes += fmt::format(" colspan=\"{}\"", cell.column_span);
  if (cell.row_span > 1) attributes += fmt::format(" rowspan=\"{}\"", cell.row_span);
  const std::string_view tag = heads ? "th" : "td";
  return fmt::format("<{}{}>{}</{}>", tag, attributes, HtmlOf(cell.text), tag);
}

// In the header, headings head columns. In the body they head their row, unless the row is nothing but
// headings.
std::string RowHtml(const Row& row, bool in_header) {
  const bool all_headings =
      std::all_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) { return cell.header; });
  std::string html = row.total ? "<tr class=\"total\">" : "<tr>";
  for (const Cell& cell : row.cells) html += CellHtml(cell, in_header || all_headings ? "col" : "row");
  return html + "</tr>\n";
}

// The width below which the table scrolls rather than breaking its figures, in em.
int LeastWidth(const TableLayout& layout) {
  int halves = 0;
  for (const ColumnMeasure& column : MeasureColumns(layout, MeasureCells(layout), 2)) {
    halves += std::max(column.least, std::min(column.natural, 2 * kNarrowestTextColumn)) + 2;
  }
  return (halves + 1) / 2;
}

}  // namespace

absl::StatusOr<std::string> HtmlTable(const Table& table) {
  absl::StatusOr<TableLayout> layout = LayOut(table);
  if (!layout.ok()) return layout.status();
  const int least_width = LeastWidth(*layout);
  const bool wide = least_width > kTextWidth;
  std::string html = fmt::format("<div class=\"scroll{}\" id=\"{}\" role=\"region\" tabindex=\"0\" ",
                                 wide ? " wide" : "", EscapeHtml(table.id));
  html += fmt::format("aria-labelledby=\"name-{}\">\n<table style=\"min-width:{}em\">\n",
                      EscapeHtml(table.id), LeastWidth(*layout));
  html += CaptionOf(table) + ColumnGroup(table);
  if (!table.header.empty()) {
    html += "<thead>\n";
    for (const Row& row : table.header) html += RowHtml(row, true);
    html += "</thead>\n";
  }
  html += "<tbody>\n";
  for (const Row& row : table.body) html += RowHtml(row, false);
  html += "</tbody>\n</table>\n</div>\n";
  for (const Text& note : table.notes) html += fmt::format("<p class=\"note\">{}</p>\n", HtmlOf(note));
  return html;
}

}  // namespace clearbudget::disclosure
