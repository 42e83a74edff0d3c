#include "services/disclosure/conversion/table_compiler.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace clearbudget::disclosure {
namespace {

namespace v1 = clearbudget::pack::v1;

template <typename T>
struct Named {
  std::string_view name;
  T value;
};

constexpr std::array<Named<std::optional<Alignment>>, 4> kAlignments = {{{"", std::nullopt},
                                                                         {"left", Alignment::kLeft},
                                                                         {"center", Alignment::kCenter},
                                                                         {"right", Alignment::kRight}}};
constexpr std::array<Named<ValueFormat>, 5> kFormats = {{{"", ValueFormat::kByType},
                                                         {"amount", ValueFormat::kAmount},
                                                         {"amount_plain", ValueFormat::kAmountPlain},
                                                         {"number", ValueFormat::kNumber},
                                                         {"percent", ValueFormat::kPercent}}};
constexpr std::array<Named<AmountUnit>, 3> kUnits = {{{"", AmountUnit::kYuan},
                                                      {"yuan", AmountUnit::kYuan},
                                                      {"ten_thousand_yuan", AmountUnit::kTenThousandYuan}}};

class TableCompiler {
 public:
  TableCompiler(const v1::Table& source, CompileContext& context)
      : source_(source), context_(context), place_(fmt::format("table {}", source.key())) {}

  std::shared_ptr<const OutlineTable> Compile(const rules::ScopeType& scope) {
    auto table = std::make_shared<OutlineTable>();
    table->key = source_.key();
    table->scope = scope;
    table->title = context_.CompileTemplate(source_.title(), scope, place_ + ", title");
    table->unit = Choose(kUnits, source_.unit(), place_ + ", unit");
    CompileTemplates(source_.captions(), scope, "captions", table->captions);
    CompileTemplates(source_.notes(), scope, "notes", table->notes);
    for (const v1::Column& column : source_.columns()) {
      table->columns.push_back(
          {std::max(column.width(), 1),
           Choose(kAlignments, column.align(), place_ + ", columns").value_or(Alignment::kLeft)});
    }
    table->header = CompileRows(source_.header(), scope, place_ + ", header");
    CompilePanels(scope, *table);
    table->when = context_.CompileCondition(source_.when(), scope, place_ + ", when");
    table->requirement = context_.CompileCondition(source_.requirement(), scope, place_ + ", requirement");
    table->insufficient_note =
        context_.CompileTemplate(source_.insufficient_note(), scope, place_ + ", insufficient_note");
    table->empty_when = context_.CompileCondition(source_.empty_when(), scope, place_ + ", empty_when");
    table->empty_note = context_.CompileTemplate(source_.empty_note(), scope, place_ + ", empty_note");
    table->empty_rows = source_.empty_rows();
    return table;
  }

 private:
  template <typename T, size_t N>
  T Choose(const std::array<Named<T>, N>& choices, std::string_view name, const std::string& place) {
    for (const Named<T>& choice : choices) {
      if (choice.name == name) return choice.value;
    }
    std::string known;
    for (const Named<T>& choice : choices) {
      if (!choice.name.empty()) known += fmt::format("{}'{}'", known.empty() ? "" : ", ", choice.name);
    }
    context_.AddProblem(place, fmt::format("'{}' is not one of {}", name, known));
    return choices.front().value;
  }

  template <typename Sources>
  void CompileTemplates(const Sources& sources, const rules::ScopeType& scope, std::string_view part,
                        std::vector<rules::Template>& templates) {
    for (const std::string& source : sources) {
      auto compiled = context_.CompileTemplate(source, scope, fmt::format("{}, {}", place_, part));
      if (compiled.has_value()) templates.push_back(*std::move(compiled));
    }
  }

  void CompilePanels(const rules::ScopeType& scope, OutlineTable& table) {
    int columns = 0;
    for (int p = 0; p < source_.panels_size(); ++p) {
      const v1::Panel& panel = source_.panels(p);
      columns += panel.column_count();
      table.panels.push_back({panel.column_count(), CompileRows(panel.row_groups(), scope,
                                                                fmt::format("{}, panel {}", place_, p + 1))});
    }
    if (columns != source_.columns_size()) {
      context_.AddProblem(
          place_, fmt::format("its panels fill {} columns, but it has {}", columns, source_.columns_size()));
    }
    if (source_.columns_size() == 0) context_.AddProblem(place_, "it has no columns");
  }

  template <typename Groups>
  std::vector<OutlineRows> CompileRows(const Groups& groups, const rules::ScopeType& scope,
                                       const std::string& place) {
    std::vector<OutlineRows> rows;
    for (int g = 0; g < groups.size(); ++g) {
      rows.push_back(CompileGroup(groups[g], scope, fmt::format("{}, rows {}", place, g + 1)));
    }
    return rows;
  }

  OutlineRows CompileGroup(const v1::RowGroup& group, const rules::ScopeType& scope,
                           const std::string& place) {
    OutlineRows rows;
    rows.scope = context_.Enter(scope, group.each(), place);
    rows.total = group.total();
    if (group.has_codes()) {
      if (!group.each().empty())
        context_.AddProblem(place, "rows are made by records or by codes, not by both");
      rows.codes = CompileCodes(group.codes(), scope, place + ", codes");
      rows.scope = scope.With({"code", rules::ValueType::Code(group.codes().classification())})
                       .With({"label", rules::ValueType::Text()})
                       .With({"level", rules::ValueType::Number(100, 0)});
    }
    rows.when = context_.CompileCondition(group.when(), rows.scope, place + ", when");
    for (int c = 0; c < group.cells_size(); ++c) {
      rows.cells.push_back(CompileCell(group.cells(c), rows.scope, fmt::format("{}, cell {}", place, c + 1)));
    }
    return rows;
  }

  std::optional<OutlineCodes> CompileCodes(const v1::CodeRows& source, const rules::ScopeType& scope,
                                           const std::string& place) {
    OutlineCodes codes;
    codes.list = context_.pack().FindList(source.classification());
    if (codes.list == nullptr) {
      context_.AddProblem(place, fmt::format("the pack has no list '{}'", source.classification()));
      return std::nullopt;
    }
    for (const v1::ClassificationList& list : context_.pack().content().lists()) {
      if (list.id() != source.classification()) continue;
      for (const v1::ClassificationEntry& entry : list.entries()) codes.listed.push_back(entry.code());
    }
    codes.every_code = source.every_code();
    codes.levels.assign(source.levels().begin(), source.levels().end());
    if (codes.levels.empty()) context_.AddProblem(place, "no level has rows");
    if (source.every_code() && source.records().empty()) return codes;
    codes.records = context_.Enter(scope, source.records(), place);
    codes.field = context_.CompileValue(source.field(), codes.records, place + ", field");
    codes.where = context_.CompileCondition(source.where(), codes.records, place + ", where");
    if (source.records().empty() || source.field().empty()) {
      context_.AddProblem(place, "records and field say where the codes come from");
    }
    return codes;
  }

  OutlineCell CompileCell(const v1::Cell& source, const rules::ScopeType& scope, const std::string& place) {
    OutlineCell cell;
    if (!source.text().empty() && !source.value().empty()) {
      context_.AddProblem(place, "a cell has a text or a value, not both");
    }
    cell.text = context_.CompileTemplate(source.text(), scope, place + ", text");
    cell.value = context_.CompileValue(source.value(), scope, place + ", value");
    if (cell.value.has_value() && (cell.value->type().kind == rules::TypeKind::kRecord ||
                                   cell.value->type().kind == rules::TypeKind::kList)) {
      context_.AddProblem(place, "a value cannot be a record or a list");
    }
    cell.format = Choose(kFormats, source.format(), place + ", format");
    cell.not_stated = source.not_stated();
    cell.column_span = std::max(source.column_span(), 1);
    cell.row_span = std::max(source.row_span(), 1);
    cell.header = source.header();
    cell.merge_equal = source.merge_equal();
    cell.alignment = Choose(kAlignments, source.align(), place + ", align");
    return cell;
  }

  const v1::Table& source_;
  CompileContext& context_;
  const std::string place_;
};

}  // namespace

std::shared_ptr<const OutlineTable> CompileTable(const v1::Table& table, const rules::ScopeType& scope,
                                                 CompileContext& context) {
  return TableCompiler(table, context).Compile(scope);
}

}  // namespace clearbudget::disclosure
