// clearbudget check: judges a draft or a revision by the rules of its pack.
#include "services/cli/commands/command.h"
#include "services/cli/input/operand.h"
#include "services/cli/output/report_view.h"

namespace clearbudget::cli {
namespace {

absl::StatusOr<ExitCode> Run(const Session& session, const Arguments& arguments) {
  const std::string& name = arguments.operands[0];
  if (!names::ParseBudgetName(name).ok() && !names::ParseRevisionName(name).ok()) {
    return NameError("NAME", name, kRevisionPattern);
  }
  budget::v1::CheckBudgetRequest request;
  request.set_name(name);
  request.set_include_silent(arguments.Has("all"));
  const auto report = session.client->Call(request);
  if (!report.ok()) return report.status();
  if (session.console.json()) {
    session.console.ShowJson(*report);
  } else {
    ShowReport(*report, session.console);
  }
  return report->submittable() ? ExitCode::kDone : ExitCode::kRefused;
}

}  // namespace

Command CheckCommand() {
  return {
      .name = "check",
      .summary = {"按规则包校验预算草稿或版本；有阻碍提交的问题时退出码为 1",
                  "judges a draft or revision; exit code 1 where findings stand in the way of submission"},
      .grammar = {.operands = "BUDGET|REVISION",
                  .least = 1,
                  .most = 1,
                  .flags = {{"all", "", {"也列出通过和不适用的规则", "also what passed or did not apply"}}}},
      .run = Run};
}

}  // namespace clearbudget::cli
