// clearbudget return: gives a submitted revision back to the department, with reasons.
#include "services/cli/commands/command.h"
#include "services/cli/commands/workflow.h"
#include "services/cli/input/operand.h"
#include "services/cli/input/request_id.h"

namespace clearbudget::cli {
namespace {

absl::StatusOr<ExitCode> Run(const Session& session, const Arguments& arguments) {
  const auto name = RevisionOperand(arguments.operands[0]);
  if (!name.ok()) return name.status();
  const auto revision = ReadRevisionHead(*session.client, name->ToText());
  if (!revision.ok()) return revision.status();
  const std::string comment = arguments.Get("comment");
  if (revision->state() == budget::v1::REVISION_STATE_RETURNED && revision->decision().comment() == comment) {
    return ShowAsItIs(session, revision->name());
  }
  const auto budget = ReadHead(*session.client, name->Budget());
  if (!budget.ok()) return budget.status();
  budget::v1::ReturnBudgetRequest request;
  request.set_name(revision->name());
  request.set_etag(budget->etag());
  request.set_comment(comment);
  request.set_request_id(ActRequestId("return", request));
  return ShowResult(session, session.client->Call(request));
}

}  // namespace

Command ReturnCommand() {
  return {.name = "return",
          .summary = {"退回已提交的版本，并说明理由", "returns a submitted revision, with reasons"},
          .grammar = {.operands = "REVISION",
                      .least = 1,
                      .most = 1,
                      .flags = {{"comment", "TEXT", {"退回理由", "why it is returned"}, true}}},
          .run = Run};
}

}  // namespace clearbudget::cli
