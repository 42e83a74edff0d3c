// clearbudget submit: freezes a draft as the next revision.
#include "services/cli/commands/command.h"
#include "services/cli/commands/workflow.h"
#include "services/cli/input/operand.h"
#include "services/cli/input/request_id.h"

namespace clearbudget::cli {
namespace {

absl::StatusOr<ExitCode> Run(const Session& session, const Arguments& arguments) {
  const auto name = BudgetOperand(arguments.operands[0]);
  if (!name.ok()) return name.status();
  const auto budget = ReadHead(*session.client, *name);
  if (!budget.ok()) return budget.status();
  // A repeated submission finds its work done, and says so instead of failing.
  if (budget->state() == budget::v1::BUDGET_STATE_SUBMITTED ||
      budget->state() == budget::v1::BUDGET_STATE_APPROVED) {
    return ShowAsItIs(session, budget->latest_revision());
  }
  budget::v1::SubmitBudgetRequest request;
  request.set_name(budget->name());
  request.set_etag(budget->etag());
  request.set_comment(arguments.Get("comment"));
  request.set_request_id(ActRequestId("submit", request));
  return ShowResult(session, session.client->Call(request));
}

}  // namespace

Command SubmitCommand() {
  return {.name = "submit",
          .summary = {"提交草稿，冻结为新版本；重复提交不会产生新版本",
                      "freezes a draft as the next revision; a repeat makes no other"},
          .grammar = {.operands = "BUDGET",
                      .least = 1,
                      .most = 1,
                      .flags = {{"comment", "TEXT", {"备注", "remarks"}}}},
          .run = Run};
}

}  // namespace clearbudget::cli
