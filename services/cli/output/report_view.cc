#include "services/cli/output/report_view.h"

#include <fmt/format.h>

#include "services/cli/output/message_view.h"

namespace clearbudget::cli {
namespace {

using type::v1::Finding;

void ShowComparison(const Finding& finding, Console& console) {
  std::string line;
  const auto add = [&](const Words& what, const std::string& value) {
    if (value.empty()) return;
    line.append(fmt::format("{}{} {}{}", line.empty() ? "" : "; ", console.Say(what), value, finding.unit()));
  };
  add({"实际", "actual"}, finding.actual());
  add({"应为", "expected"}, finding.expected());
  add({"相差", "difference"}, finding.difference());
  if (!line.empty()) console.Line("    " + line);
}

void ShowText(const type::v1::LocalizedText& text, Console& console) {
  if (console.language() != Language::kEnglish && !text.chinese().empty())
    console.Line("    " + text.chinese());
  if (console.language() != Language::kChinese && !text.english().empty())
    console.Line("    " + text.english());
}

void ShowFinding(const Finding& finding, Console& console) {
  console.Line(fmt::format("  [{} · {}] {}{}{}", SymbolText(finding.outcome()),
                           SymbolText(finding.severity()), finding.rule_id(),
                           finding.path().empty() ? "" : "  ", finding.path()));
  const bool has_message = !finding.message().chinese().empty() || !finding.message().english().empty();
  ShowText(has_message ? finding.message() : finding.title(), console);
  ShowComparison(finding, console);
  if (!finding.subjects().empty()) {
    console.Line(
        fmt::format("    {} {}", console.Say({"对象", "subjects"}), fmt::join(finding.subjects(), ", ")));
  }
  for (const std::string& path : finding.missing()) {
    console.Line(fmt::format("    {} {}", console.Say({"未填", "not stated"}), path));
  }
  if (!finding.explanation().empty()) {
    console.Line(fmt::format("    {} {}", console.Say({"说明", "explanation"}), finding.explanation()));
  }
  if (!finding.legal_basis().empty()) {
    console.Line(fmt::format("    {} {}", console.Say({"依据", "basis"}), finding.legal_basis()));
  }
  ShowText(finding.hint(), console);
}

}  // namespace

void ShowReport(const type::v1::CheckReport& report, Console& console) {
  console.Line(fmt::format("{}  {} {}", report.subject(), console.Say({"规则包", "pack"}), report.pack()));
  Table counts({{console.Say({"通过", "passed"}), true},
                {console.Say({"未通过", "failed"}), true},
                {console.Say({"已说明", "explained"}), true},
                {console.Say({"不适用", "not applicable"}), true},
                {console.Say({"数据不足", "insufficient data"}), true},
                {console.Say({"规则出错", "rule errors"}), true}});
  counts.AddRow({std::to_string(report.passed_count()), std::to_string(report.failed_count()),
                 std::to_string(report.explained_count()), std::to_string(report.not_applicable_count()),
                 std::to_string(report.insufficient_data_count()),
                 std::to_string(report.rule_error_count())});
  console.Show(counts);
  for (const Finding& finding : report.findings()) ShowFinding(finding, console);
  for (const Finding& finding : report.silent_findings()) ShowFinding(finding, console);
  console.Line(report.submittable()
                   ? console.Say({"没有阻碍提交的问题", "nothing stands in the way of submission"})
                   : console.Say({"有问题阻碍提交", "findings stand in the way of submission"}));
}

}  // namespace clearbudget::cli
