#include "common/rules/audited_budget_fixture.h"

#include <utility>

namespace clearbudget::rules {
namespace {

using facts::Kind;

struct FieldOf {
  std::string name;
  Kind kind = Kind::kAmount;
  const facts::RecordType* record = nullptr;
  std::string classification = {};
};

facts::RecordType* MakeType(facts::Catalogue& catalogue, const std::string& name,
                            std::vector<FieldOf> fields) {
  facts::RecordType* type = catalogue.Add(name);
  for (FieldOf& field : fields) {
    facts::Field made;
    made.name = field.name;
    made.kind = field.kind;
    made.record = field.record;
    made.classification = field.classification;
    if (field.kind == Kind::kAmount) made.unit = "元";
    (void)type->AddField(std::move(made));
  }
  return type;
}

const facts::RecordType* MakeProject(facts::Catalogue& catalogue, const facts::RecordType* figure) {
  const auto* indicator = MakeType(catalogue, "Indicator",
                                   {{"indicator_id", Kind::kText},
                                    {"level_two", Kind::kCode, nullptr, "indicator_level"},
                                    {"name", Kind::kText},
                                    {"target_value", Kind::kText},
                                    {"basis", Kind::kText}});
  const auto* point = MakeType(catalogue, "FundPlanPoint",
                               {{"month", Kind::kInteger}, {"cumulative_percent", Kind::kNumber}});
  return MakeType(catalogue, "Project",
                  {{"code", Kind::kCode, nullptr, "project_code"},
                   {"name", Kind::kText},
                   {"name_in_text", Kind::kText},
                   {"amount", Kind::kRecord, figure},
                   {"fiscal_amount"},
                   {"other_amount"},
                   {"fund_plan", Kind::kRecordList, point},
                   {"indicators", Kind::kRecordList, indicator}});
}

const facts::RecordType* MakeAssets(facts::Catalogue& catalogue) {
  const auto* row = MakeType(
      catalogue, "AssetRow",
      {{"category", Kind::kCode, nullptr, "asset_category"}, {"quantity", Kind::kNumber}, {"value"}});
  const auto* table = MakeType(catalogue, "AssetTable",
                               {{"as_of_date", Kind::kDate},
                                {"printed_unit", Kind::kSymbol},
                                {"total_quantity", Kind::kNumber},
                                {"total_value"},
                                {"rows", Kind::kRecordList, row}});
  return MakeType(catalogue, "Assets",
                  {{"stated_fixed_assets"},
                   {"stated_purchases"},
                   {"holdings", Kind::kRecord, table},
                   {"purchase_plan", Kind::kRecord, table}});
}

}  // namespace

facts::Value AmountOf(const std::string& yuan) {
  return facts::Value(*money::Amount::FromYuanText(yuan));
}

facts::Value NumberOf(const std::string& decimal) {
  return facts::Value(*money::Decimal::FromText(decimal));
}

AuditedBudget::AuditedBudget() {
  MakeTypes();
  root_ = std::make_unique<facts::Record>(*catalogue_.root());
  StateSummary();
  StateProjects();
  StateAssets();
}

void AuditedBudget::MakeTypes() {
  const auto* figure = MakeType(catalogue_, "StatedFigure",
                                {{"this_year"},
                                 {"last_year"},
                                 {"change"},
                                 {"change_reason", Kind::kText},
                                 {"printed_unit", Kind::kSymbol},
                                 {"printed_decimals", Kind::kInteger}});
  const auto* project = MakeProject(catalogue_, figure);
  const auto* line = MakeType(catalogue_, "BudgetLine",
                              {{"function", Kind::kCode, nullptr, "function"},
                               {"economic", Kind::kCode, nullptr, "economic"},
                               {"carried_over", Kind::kBool},
                               {"project", Kind::kCode},
                               {"amount"}});
  const auto* item =
      MakeType(catalogue_, "OperatingCostItem",
               {{"item", Kind::kCode, nullptr, "operating_cost_item"}, {"figure", Kind::kRecord, figure}});
  const auto* operating = MakeType(catalogue_, "OperatingCosts",
                                   {{"total", Kind::kRecord, figure}, {"items", Kind::kRecordList, item}});
  const auto* expenditure = MakeType(catalogue_, "ExpenditureStatement",
                                     {{"total", Kind::kRecord, figure},
                                      {"basic", Kind::kRecord, figure},
                                      {"personnel", Kind::kRecord, figure},
                                      {"operating", Kind::kRecord, figure},
                                      {"project", Kind::kRecord, figure}});
  const auto* income = MakeType(catalogue_, "IncomeStatement", {{"total", Kind::kRecord, figure}});
  const auto* three_public = MakeType(catalogue_, "ThreePublic",
                                      {{"total", Kind::kRecord, figure},
                                       {"abroad", Kind::kRecord, figure},
                                       {"vehicle_purchase", Kind::kRecord, figure},
                                       {"vehicle_operation", Kind::kRecord, figure},
                                       {"reception", Kind::kRecord, figure}});
  const auto* assets = MakeAssets(catalogue_);
  const auto* explanation =
      MakeType(catalogue_, "Explanation",
               {{"rule_id", Kind::kText}, {"subject_path", Kind::kText}, {"text", Kind::kText}});
  catalogue_.SetRoot(MakeType(catalogue_, "BudgetContent",
                              {{"income", Kind::kRecord, income},
                               {"expenditure", Kind::kRecord, expenditure},
                               {"lines", Kind::kRecordList, line},
                               {"projects", Kind::kRecordList, project},
                               {"operating_costs", Kind::kRecord, operating},
                               {"three_public", Kind::kRecord, three_public},
                               {"assets", Kind::kRecord, assets},
                               {"staff_in_service", Kind::kInteger},
                               {"staff_retired", Kind::kInteger},
                               {"publication_date", Kind::kDate},
                               {"explanations", Kind::kRecordList, explanation}}));
}

facts::Record& AuditedBudget::At(const std::vector<std::string>& path) {
  facts::Record* record = root_.get();
  for (const std::string& name : path) {
    const int index = record->type().IndexOf(name);
    facts::Value& value = record->at(index);
    if (value.AsRecord() == nullptr) value = facts::Value(facts::Record(*record->type().Find(name)->record));
    record = value.AsRecord();
  }
  return *record;
}

facts::RecordList& AuditedBudget::ListAt(const std::vector<std::string>& path, const std::string& list) {
  facts::Record& record = At(path);
  facts::Value& value = record.at(record.type().IndexOf(list));
  if (value.AsList() == nullptr) value = facts::Value(facts::RecordList());
  return *value.AsList();
}

facts::Record& AuditedBudget::Append(const std::vector<std::string>& path, const std::string& list) {
  const facts::RecordType* element = At(path).type().Find(list)->record;
  return ListAt(path, list).emplace_back(*element);
}

void AuditedBudget::SetAmount(const std::vector<std::string>& path, const std::string& field,
                              const std::string& yuan) {
  At(path).Set(field, AmountOf(yuan));
}

void AuditedBudget::StateSummary() {
  SetAmount({"income", "total"}, "this_year", "4620332.98");
  SetAmount({"expenditure", "total"}, "this_year", "4620332.98");
  SetAmount({"expenditure", "total"}, "change", "388338.19");
  SetAmount({"expenditure", "basic"}, "this_year", "4104332.98");
  SetAmount({"expenditure", "basic"}, "change", "242338.19");
  SetAmount({"expenditure", "personnel"}, "this_year", "3688244.18");
  SetAmount({"expenditure", "operating"}, "this_year", "416088.80");
  SetAmount({"expenditure", "project"}, "this_year", "516000");
  SetAmount({"expenditure", "project"}, "change", "146000");
  SetAmount({"operating_costs", "total"}, "this_year", "416088.80");
  const std::pair<const char*, const char*> items[] = {
      {"office", "20160"},     {"post", "40000"}, {"travel", "20000"},    {"meeting", "0"},
      {"welfare", "27473.40"}, {"repair", "0"},   {"equipment", "10000"}, {"water", "0"},
      {"heating", "0"},        {"property", "0"}, {"vehicle", "24000"},   {"other", "274455.40"}};
  for (const auto& [code, amount] : items) {
    facts::Record& item = Append({"operating_costs"}, "items");
    item.Set("item", facts::Value(std::string(code)));
    facts::Record figure(*item.type().Find("figure")->record);
    figure.Set("this_year", AmountOf(amount));
    item.Set("figure", facts::Value(std::move(figure)));
  }
  SetAmount({"three_public", "total"}, "this_year", "116000");
  SetAmount({"three_public", "total"}, "change", "21000");
  SetAmount({"three_public", "abroad"}, "this_year", "0");
  SetAmount({"three_public", "vehicle_purchase"}, "this_year", "0");
  SetAmount({"three_public", "vehicle_operation"}, "change", "16000");
  SetAmount({"three_public", "reception"}, "this_year", "10000");
  SetAmount({"three_public", "reception"}, "change", "5000");
  root_->Set("staff_in_service", facts::Value(int64_t{23}));
  root_->Set("staff_retired", facts::Value(int64_t{23}));
}

facts::Record& AuditedBudget::AppendProject(const std::string& code, const std::string& name,
                                            const std::string& amount) {
  facts::Record& project = Append({}, "projects");
  project.Set("code", facts::Value(code));
  project.Set("name", facts::Value(name));
  facts::Record figure(*project.type().Find("amount")->record);
  figure.Set("this_year", AmountOf(amount));
  project.Set("amount", facts::Value(std::move(figure)));
  project.Set("fiscal_amount", AmountOf(amount));
  return project;
}

void AuditedBudget::StateProjects() {
  AppendProject("P-1", "人大代表活动", "150000");
  AppendProject("P-2", "人大会议", "200000");
  AppendProject("P-3", "综合事务管理", "150000");
  AppendProject("P-4", "车辆保险", "16000");
  const std::vector<std::vector<std::string>> targets = {
      {"≥75%", ""}, {"≥80%", "≥90%", ""}, {"100%", "≥90%"}, {"≥100%", "", "≥75%"}};
  for (size_t i = 0; i < targets.size(); ++i) {
    facts::Record& project = ListAt({}, "projects")[i];
    facts::RecordList indicators;
    for (size_t j = 0; j < targets[i].size(); ++j) {
      facts::Record& indicator = indicators.emplace_back(*project.type().Find("indicators")->record);
      indicator.Set("indicator_id", facts::Value(std::to_string(i + 1) + "-" + std::to_string(j + 1)));
      indicator.Set("level_two", facts::Value(std::string("output.quantity")));
      if (!targets[i][j].empty()) indicator.Set("target_value", facts::Value(targets[i][j]));
    }
    project.Set("indicators", facts::Value(std::move(indicators)));
    facts::RecordList plan;
    for (const int64_t month : {3, 6, 10, 12}) {
      facts::Record& point = plan.emplace_back(*project.type().Find("fund_plan")->record);
      point.Set("month", facts::Value(month));
      if (month > 3) point.Set("cumulative_percent", NumberOf(month == 12 ? "100" : "50"));
    }
    project.Set("fund_plan", facts::Value(std::move(plan)));
  }
}

void AuditedBudget::StateAssets() {
  SetAmount({"assets"}, "stated_fixed_assets", "1890824.46");
  SetAmount({"assets"}, "stated_purchases", "70000");
  const auto row = [&](const char* table, const char* category, const char* quantity, const char* value) {
    facts::Record& made = Append({"assets", table}, "rows");
    made.Set("category", facts::Value(std::string(category)));
    made.Set("quantity", NumberOf(quantity));
    made.Set("value", AmountOf(value));
  };
  row("holdings", "vehicle", "6", "1206940.46");
  row("holdings", "other", "185", "683884");
  row("purchase_plan", "computer", "8", "40000");
  row("purchase_plan", "printer", "8", "12000");
  row("purchase_plan", "camera", "1", "6000");
  row("purchase_plan", "desk", "6", "12000");
  At({"assets", "holdings"}).Set("total_quantity", NumberOf("191"));
  At({"assets", "holdings"}).Set("printed_unit", facts::Value(std::string("AMOUNT_UNIT_YUAN")));
  At({"assets", "purchase_plan"})
      .Set("printed_unit", facts::Value(std::string("AMOUNT_UNIT_TEN_THOUSAND_YUAN")));
  At({"assets", "purchase_plan"}).Set("as_of_date", facts::Value(*facts::Date::FromText("2019-12-31")));
}

Environment AuditedBudget::environment() const {
  Environment environment;
  environment.root = catalogue_.root();
  environment.parameters = {{"year", ValueType::Number()}, {"region", ValueType::Code()}};
  environment.level_lengths = {{"function", {3, 5, 7}}, {"economic", {3, 5}}};
  return environment;
}

Inputs AuditedBudget::inputs() const {
  Inputs inputs;
  inputs.root = root_.get();
  inputs.parameters = {Value::Number(money::Ratio::FromInteger(2020)), Value::Text("130303")};
  return inputs;
}

}  // namespace clearbudget::rules
