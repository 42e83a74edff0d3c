#include "services/cli/commands/workflow.h"

#include "services/cli/output/revision_view.h"

namespace clearbudget::cli {

absl::StatusOr<budget::v1::Budget> ReadHead(const Client& client, const names::BudgetName& name) {
  budget::v1::GetBudgetRequest request;
  request.set_name(name.ToText());
  request.set_view(budget::v1::BUDGET_VIEW_HEAD);
  return client.Call(request);
}

absl::StatusOr<budget::v1::BudgetRevision> ReadRevisionHead(const Client& client, const std::string& name) {
  budget::v1::GetBudgetRevisionRequest request;
  request.set_name(name);
  request.set_view(budget::v1::BUDGET_VIEW_HEAD);
  return client.Call(request);
}

absl::StatusOr<ExitCode> ShowResult(const Session& session,
                                    const absl::StatusOr<budget::v1::BudgetRevision>& revision) {
  if (!revision.ok()) return revision.status();
  if (session.console.json()) {
    session.console.ShowJson(*revision);
  } else {
    ShowRevision(*revision, session.console);
  }
  return ExitCode::kDone;
}

absl::StatusOr<ExitCode> ShowAsItIs(const Session& session, const std::string& revision) {
  const auto present = ReadRevisionHead(*session.client, revision);
  if (present.ok())
    session.console.Remark(session.console.Say({"已经完成，无需再做", "done already, nothing to do"}));
  return ShowResult(session, present);
}

}  // namespace clearbudget::cli
