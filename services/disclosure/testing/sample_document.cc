#include "services/disclosure/testing/sample_document.h"

#include <initializer_list>
#include <string>
#include <utility>

namespace clearbudget::disclosure {
namespace {

TextRun Amount(std::string printed, std::string value, std::string fact) {
  return TextRun{std::move(printed), Figure{std::move(fact), std::move(value), "元"}};
}

Cell Data(std::string text, Alignment alignment = Alignment::kLeft) {
  Cell cell;
  cell.text = TextOf(std::move(text));
  cell.alignment = alignment;
  return cell;
}

Cell Money(std::string printed, std::string value, std::string fact) {
  Cell cell;
  cell.text = {Amount(std::move(printed), std::move(value), std::move(fact))};
  cell.alignment = Alignment::kRight;
  return cell;
}

Cell Heading(std::string text, int column_span = 1, int row_span = 1) {
  Cell cell = Data(std::move(text), Alignment::kCenter);
  cell.header = true;
  cell.column_span = column_span;
  cell.row_span = row_span;
  return cell;
}

Cell Spanning(Cell cell, int column_span, int row_span) {
  cell.column_span = column_span;
  cell.row_span = row_span;
  return cell;
}

std::vector<Column> Columns(std::initializer_list<int> widths) {
  std::vector<Column> columns;
  for (const int width : widths) columns.push_back(Column{width, Alignment::kLeft});
  return columns;
}

Table IncomeAndExpenditure() {
  Table table;
  table.key = "income_and_expenditure";
  table.id = "income_and_expenditure";
  table.number = "1、";
  table.title = "部门收支总表";
  table.captions = {TextOf("编制部门：云川县林业和草原局"), TextOf("单位：元")};
  table.columns = Columns({4, 3, 4, 3});
  table.header = {{{Heading("收入", 2), Heading("支出", 2)}, false},
                  {{Heading("项目"), Heading("预算数"), Heading("项目"), Heading("预算数")}, false}};
  Cell missing = Data("资料不足", Alignment::kRight);
  missing.missing = true;
  table.body = {
      {{Data("一、一般公共预算拨款收入"),
        Money("16,204,332.98", "16204332.98", "income.items[0].figure.this_year"), Data("一、农林水支出"),
        Money("15,110,000.00", "15110000.00", "lines[0].amount")},
       false},
      {{Data("二、政府性基金预算拨款收入"), Data("", Alignment::kRight), Data("二、住房保障支出"), missing},
       false},
      {{Data("收入总计"), Money("16,204,332.98", "16204332.98", "income.total.this_year"), Data("支出总计"),
        Money("16,204,332.98", "16204332.98", "expenditure.total.this_year")},
       true}};
  table.notes = {TextOf("注：住房保障支出未列示明细，故以“资料不足”标明。")};
  return table;
}

Table ProjectTargets() {
  Table table;
  table.key = "project_targets";
  table.id = "project_targets";
  table.title = "防火巡护费绩效目标表";
  table.captions = {TextOf("301001云川县林业和草原局本级"), TextOf("2026年"), TextOf("单位：元")};
  table.columns = Columns({3, 3, 3, 5, 3, 3});
  table.body = {
      {{Heading("项目编码"), Spanning(Data("301-0101-JBN-A1B2"), 2, 1), Heading("项目名称"),
        Spanning(Data("防火巡护费 <&\"'> 2026"), 2, 1)},
       false},
      {{Heading("预算规模及资金用途", 1, 2), Heading("预算数"),
        Money("380000.00", "380000.00", "projects[0].amount.this_year"), Heading("其中：财政资金"),
        Spanning(Money("380000.00", "380000.00", "projects[0].fiscal_amount"), 2, 1)},
       false},
      {{Spanning(
           Data("用于春、秋两季森林草原防火巡护，购置风力灭火机、对讲机等装备，培训护林员，开展防火宣传；"
                "覆盖全县六个乡镇、四十二个行政村，保障重点林区二十四小时有人值守。"),
           5, 1)},
       false},
      {{Heading("一级指标"), Heading("二级指标"), Heading("三级指标"), Heading("绩效指标描述"),
        Heading("指标值"), Heading("指标值确定依据")},
       false},
      {{Spanning(Data("产出指标"), 1, 2), Data("数量指标"), Data("巡护里程"), Data("全年累计巡护里程"),
        Data("≥12000公里"), Data("近三年平均")},
       false},
      {{Data("质量指标"), Data("火情报告及时率"), Data("发现火情后十分钟内报告的比例"), Data("≥95%"),
        Data("")},
       false},
      {{Data("满意度指标"), Data("服务对象满意度指标"), Data("群众满意度"),
        Data("林区群众对巡护工作的满意程度"), Data("≥90%"), Data("")},
       false}};
  return table;
}

Table Procurement() {
  Table table;
  table.key = "procurement";
  table.id = "procurement";
  table.title = "部门政府采购预算";
  table.captions = {TextOf("单位：元")};
  table.columns = Columns({3, 3, 3, 3, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3});
  table.header = {
      {{Heading("政府采购项目来源", 2), Heading("采购物品名称", 1, 3), Heading("政府采购目录序号", 1, 3),
        Heading("数量单位", 1, 3), Heading("数量", 1, 3), Heading("单价", 1, 3), Heading("政府采购金额", 7)},
       false},
      {{Heading("项目名称", 1, 2), Heading("预算资金", 1, 2), Heading("总计", 1, 2),
        Heading("当年部门预算安排资金", 5), Heading("其他渠道资金", 1, 2)},
       false},
      {{Heading("合计"), Heading("一般公共预算拨款"), Heading("基金预算拨款"), Heading("财政专户核拨"),
        Heading("其他来源收入")},
       false}};
  const auto money = [](const char* printed, const char* value) {
    return Money(printed, value, "procurement.items[0]");
  };
  table.body = {{{Data("防火巡护费"), money("380,000.00", "380000.00"), Data("风力灭火机"), Data("A02370100"),
                  Data("台"), Data("20", Alignment::kRight), money("4,800.00", "4800.00"),
                  money("96,000.00", "96000.00"), money("96,000.00", "96000.00"),
                  money("96,000.00", "96000.00"), Data(""), Data(""), Data(""), Data("")},
                 false},
                {std::vector<Cell>(14), false}};
  table.notes = {TextOf("注：空白表示未列示，不等于零。")};
  return table;
}

Section Of(std::string id, std::string number, std::string heading, std::vector<Block> blocks) {
  Section section;
  section.id = std::move(id);
  section.number = std::move(number);
  section.heading = TextOf(std::move(heading));
  section.blocks = std::move(blocks);
  return section;
}

}  // namespace

Document SampleDocument() {
  Document document;
  document.title = "云川县林业和草原局2026年部门预算公开说明";
  document.banner = "演示数据";
  document.opening = {Paragraph{
      "", TextOf("按照《中华人民共和国预算法》和《地方预决算公开操作规程》规定，现将云川县林业和草原局"
                 "2026年部门预算公开如下：")}};
  Text figures = TextOf("2026年预算收入为");
  figures.push_back(Amount("16204332.98", "16204332.98", "income.total.this_year"));
  figures.push_back(TextRun{"元，其中：一般公共预算收入", std::nullopt});
  figures.push_back(Amount("16204332.98", "16204332.98", "income.items[0].figure.this_year"));
  figures.push_back(TextRun{"元，基金预算收入0元，财政专户核拨收入0元，其他来源收入0元。", std::nullopt});
  document.sections.push_back(Of(
      "duties", "一、", "部门职责及机构设置情况",
      {MinorHeading{"", TextOf("部门职责：")},
       Paragraph{"（一）",
                 TextOf("贯彻执行林业和草原工作的法律、法规和政策，拟订全县林业和草原发展规划并组织实施。")},
       Paragraph{"（二）",
                 TextOf("负责森林、草原防火和有害生物防治；对超过 <规定> 期限的隐患 & 问题督促整改。")}}));
  document.sections.push_back(Of("budget", "二、", "部门预算安排的总体情况",
                                 {Paragraph{"1、", std::move(figures)}, IncomeAndExpenditure()}));
  Section targets = Of("targets", "三、", "绩效预算信息", {});
  targets.sections.push_back(Of("department_targets", "第一部分 ", "部门整体绩效目标",
                                {Paragraph{"", TextOf("总体目标：全面推行林长制，守住森林草原防火底线。")}}));
  targets.sections.push_back(Of("project_targets_part", "第二部分 ", "预算项目绩效目标", {ProjectTargets()}));
  document.sections.push_back(std::move(targets));
  document.sections.push_back(Of("procurement_section", "四、", "政府采购预算情况",
                                 {Procurement(), Note{TextOf("以上采购均面向中小企业。")}}));
  document.annexes.push_back(
      Of("findings", "附件", "审核情况", {Paragraph{"", TextOf("没有需要说明的问题。")}}));
  document.origin = {
      {"预算版本", "regions/990101/agencies/301/budgets/2026/revisions/1"},
      {"公开内容摘要", "cb1:sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}};
  return document;
}

}  // namespace clearbudget::disclosure
