// clearbudget evaluate: evaluates the targets of a revision against a progress report.
#include "services/cli/commands/command.h"
#include "services/cli/input/operand.h"
#include "services/cli/input/request_id.h"
#include "services/cli/output/evaluation_view.h"

namespace clearbudget::cli {
namespace {

absl::StatusOr<ExitCode> Run(const Session& session, const Arguments& arguments) {
  const auto revision = RevisionOperand(arguments.operands[0]);
  if (!revision.ok()) return revision.status();
  const std::string progress = arguments.Get("progress");
  if (!names::ParseProgressReportName(progress).ok()) {
    return NameError("--progress", progress, std::string(kRevisionPattern) + "/progressReports/{month}");
  }
  performance::v1::GetProgressReportRequest read;
  read.set_name(progress);
  const auto report = session.client->Call(read);
  if (!report.ok()) return report.status();
  performance::v1::CreateEvaluationRequest request;
  request.set_parent(revision->ToText());
  request.set_progress_report(progress);
  // The same progress gives the same evaluation; progress that changed is evaluated anew.
  request.set_request_id(ActRequestId("evaluate", request, report->etag()));
  const auto evaluation = session.client->Call(request);
  if (!evaluation.ok()) return evaluation.status();
  if (session.console.json()) {
    session.console.ShowJson(*evaluation);
  } else {
    ShowEvaluation(*evaluation, session.console);
  }
  return ExitCode::kDone;
}

}  // namespace

Command EvaluateCommand() {
  return {.name = "evaluate",
          .summary = {"按进度报告评价版本的绩效目标",
                      "evaluates the targets of a revision against a progress report"},
          .grammar = {.operands = "REVISION",
                      .least = 1,
                      .most = 1,
                      .flags = {{"progress", "NAME", {"进度报告名", "the progress report"}, true}}},
          .run = Run};
}

}  // namespace clearbudget::cli
