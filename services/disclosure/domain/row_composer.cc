#include "services/disclosure/domain/row_composer.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "services/disclosure/domain/code_rows.h"
#include "services/disclosure/domain/figure_text.h"

namespace clearbudget::disclosure {
namespace {

// How many of the facts that are missing a place names.
constexpr size_t kFactsNamed = 3;

std::string NamesOf(const std::vector<std::string>& facts) {
  std::string names;
  for (size_t i = 0; i < std::min(facts.size(), kFactsNamed); ++i) names += (i == 0 ? "：" : "、") + facts[i];
  if (facts.size() > kFactsNamed) names += fmt::format("等{}项", facts.size());
  return names;
}

// Joins cells to the ones above that show the same text, where all joining cells to their left are joined
// too.
void MergeEqualCells(const std::vector<OutlineCell>& outline, size_t first_row, std::vector<Row>& rows) {
  std::vector<size_t> anchors(outline.size(), first_row);
  std::vector<std::vector<bool>> joined(rows.size() - first_row, std::vector<bool>(outline.size(), false));
  for (size_t row = first_row + 1; row < rows.size(); ++row) {
    bool left_joined = true;
    for (size_t k = 0; k < outline.size(); ++k) {
      if (!outline[k].merge_equal) continue;
      const std::string text = PlainText(rows[row].cells[k].text);
      left_joined = left_joined && !text.empty() && text == PlainText(rows[anchors[k]].cells[k].text);
      if (left_joined) {
        ++rows[anchors[k]].cells[k].row_span;
        joined[row - first_row][k] = true;
      } else {
        anchors[k] = row;
      }
    }
  }
  for (size_t row = first_row; row < rows.size(); ++row) {
    std::vector<Cell> kept;
    for (size_t k = 0; k < outline.size(); ++k) {
      if (!joined[row - first_row][k]) kept.push_back(std::move(rows[row].cells[k]));
    }
    rows[row].cells = std::move(kept);
  }
}

}  // namespace

void RowComposer::FillFromValue(const OutlineCell& outline, const rules::ScopeType& type,
                                const rules::Scope& scope, const std::string& place, Cell& cell) {
  const rules::Result result = composition_.evaluation.Evaluate(*outline.value, scope);
  std::optional<std::string> shown;
  if (!result.value.blank()) shown = ShowValue(result.value, outline.format, table_.unit);
  if (shown.has_value()) {
    cell.text = TextOf(*std::move(shown));
    const bool figure = result.value.AsFen() != nullptr || result.value.AsNumber() != nullptr;
    if (figure && !cell.text.empty()) {
      cell.text.front().figure = Figure{rules::FactNamed(outline.value->text(), type, scope),
                                        result.value.ToText(), std::string(result.value.Unit())};
    }
    return;
  }
  // Never guessed: what cannot be shown says so.
  cell.missing = true;
  cell.text =
      TextOf(outline.not_stated.empty() ? composition_.wording.insufficient_data : outline.not_stated);
  std::string why;
  if (!result.ok()) {
    why = "：" + result.error;
  } else if (result.value.blank()) {
    why = NamesOf(composition_.evaluation.Explain(*outline.value, scope).missing);
  }
  composition_.document.AddMissing(place + why);
}

void RowComposer::FillFromText(const OutlineCell& outline, const rules::Scope& scope,
                               const std::string& place, Cell& cell) {
  const rules::Rendered rendered = outline.text->Render(composition_.evaluation, scope, outline.not_stated);
  cell.text = TextOfPieces(rendered);
  // A blank cell is what a text that is not stated looks like; only words that say so are an announcement.
  if (rendered.complete || outline.not_stated.empty()) return;
  cell.missing = true;
  composition_.document.AddMissing(place + NamesOf(rendered.missing));
}

Cell RowComposer::ComposeCell(const OutlineCell& outline, const rules::ScopeType& type,
                              const rules::Scope& scope, const std::string& place) {
  Cell cell;
  cell.column_span = outline.column_span;
  cell.row_span = outline.row_span;
  cell.header = outline.header;
  if (outline.value.has_value()) {
    FillFromValue(outline, type, scope, place, cell);
  } else if (outline.text.has_value()) {
    FillFromText(outline, scope, place, cell);
  }
  return cell;
}

Row RowComposer::ComposeRow(const OutlineRows& group, const rules::Scope& scope, int first_column,
                            size_t row_number) {
  Row row;
  row.total = group.total;
  int column = first_column;
  for (const OutlineCell& outline : group.cells) {
    const std::string place = fmt::format("{}，第{}行第{}列", title_, row_number, column + 1);
    Cell cell = ComposeCell(outline, group.scope, scope, place);
    cell.alignment = outline.alignment;
    column += outline.column_span;
    row.cells.push_back(std::move(cell));
  }
  return row;
}

void RowComposer::ComposeGroup(const OutlineRows& group, const rules::Scope& scope, int first_column,
                               std::vector<Row>& rows) {
  const size_t first_row = rows.size();
  const auto add = [&](const rules::Scope& of_row) {
    if (!Holds(group.when, composition_, of_row)) return;
    rows.push_back(ComposeRow(group, of_row, first_column, rows.size() + 1));
  };
  if (!group.codes.has_value()) {
    composition_.evaluation.ForEach(group.scope, scope, add);
  } else {
    const RowCodes codes = CodesOf(*group.codes, composition_, scope);
    if (codes.uncertain) composition_.document.AddMissing(fmt::format("{}，部分明细是否列入未列示", title_));
    for (const RowCode& code : codes.codes) {
      add(scope.With(rules::Value::Text(code.code))
              .With(code.label.empty() ? rules::Value() : rules::Value::Text(code.label))
              .With(rules::Value::Number(money::Ratio::FromInteger(code.level))));
    }
  }
  const bool merging = std::any_of(group.cells.begin(), group.cells.end(),
                                   [](const OutlineCell& cell) { return cell.merge_equal; });
  if (merging && rows.size() > first_row) MergeEqualCells(group.cells, first_row, rows);
}

std::vector<Row> RowComposer::Compose(const std::vector<OutlineRows>& groups, const rules::Scope& scope,
                                      int first_column) {
  std::vector<Row> rows;
  for (const OutlineRows& group : groups) ComposeGroup(group, scope, first_column, rows);
  return rows;
}

}  // namespace clearbudget::disclosure
