#include "services/cli/output/revision_view.h"

#include <fmt/format.h>

#include <string>

#include "services/cli/output/message_view.h"

namespace clearbudget::cli {
namespace {

using budget::v1::Decision;

void AddDecision(const std::string& label, const Decision& decision, const Console& console, Table& table) {
  std::string text = fmt::format("{} ({})  {}", decision.person(), decision.subject(), decision.act_time());
  if (!decision.delegation().empty()) {
    text.append(fmt::format("\n{} {} ({})", console.Say({"受托于", "for"}), decision.delegator(),
                            decision.delegation()));
  }
  if (!decision.legal_date().empty()) text.append("\n").append(decision.legal_date());
  if (!decision.document_number().empty()) text.append("\n").append(decision.document_number());
  if (!decision.comment().empty()) text.append("\n").append(decision.comment());
  table.AddRow({label, text});
}

}  // namespace

void ShowRevision(const budget::v1::BudgetRevision& revision, Console& console) {
  Table table({{}, {}});
  table.AddRow({console.Say({"版本", "revision"}), revision.name()});
  table.AddRow({console.Say({"状态", "state"}), SymbolText(revision.state())});
  table.AddRow(
      {console.Say({"类型", "kind"}),
       fmt::format("{}, {}{}", SymbolText(revision.kind()), SymbolText(revision.origin()),
                   revision.demonstration() ? ", " + console.Say({"演示数据", "demonstration"}) : "")});
  table.AddRow({console.Say({"明细行", "lines"}), std::to_string(revision.line_count())});
  table.AddRow(
      {console.Say({"规则包", "pack"}), fmt::format("{}\n{}", revision.pack(), revision.pack_digest())});
  table.AddRow({console.Say({"摘要", "digest"}),
                fmt::format("{}\n{}", revision.digest(), revision.digest_national())});
  if (revision.has_submission())
    AddDecision(console.Say({"提交", "submitted"}), revision.submission(), console, table);
  if (revision.has_decision())
    AddDecision(console.Say({"决定", "decided"}), revision.decision(), console, table);
  console.Show(table);
}

}  // namespace clearbudget::cli
