// clearbudget approve: approves a submitted revision, by the digest of what was read.
#include "services/cli/commands/command.h"
#include "services/cli/commands/workflow.h"
#include "services/cli/input/operand.h"
#include "services/cli/input/request_id.h"
#include "services/cli/output/revision_view.h"

namespace clearbudget::cli {
namespace {

using budget::v1::BudgetRevision;

// True where the revision is approved as the command asks for it.
bool IsDone(const BudgetRevision& revision, const Arguments& arguments) {
  if (revision.state() != budget::v1::REVISION_STATE_APPROVED) return false;
  const auto agrees = [&](std::string_view flag, const std::string& stored) {
    return !arguments.Has(flag) || arguments.Get(flag) == stored;
  };
  return agrees("legal-date", revision.decision().legal_date()) &&
         agrees("document-number", revision.decision().document_number()) &&
         agrees("digest", revision.digest());
}

absl::StatusOr<ExitCode> Run(const Session& session, const Arguments& arguments) {
  const auto name = RevisionOperand(arguments.operands[0]);
  if (!name.ok()) return name.status();
  const auto revision = ReadRevisionHead(*session.client, name->ToText());
  if (!revision.ok()) return revision.status();
  if (IsDone(*revision, arguments)) return ShowAsItIs(session, revision->name());
  const auto budget = ReadHead(*session.client, name->Budget());
  if (!budget.ok()) return budget.status();
  if (!session.console.json()) {
    session.console.Line(session.console.Say({"将批准", "to be approved"}));
    ShowRevision(*revision, session.console);
    session.console.Line("");
  }
  budget::v1::ApproveBudgetRequest request;
  request.set_name(revision->name());
  request.set_etag(budget->etag());
  request.set_digest(arguments.Has("digest") ? arguments.Get("digest") : revision->digest());
  request.set_legal_date(arguments.Get("legal-date"));
  request.set_document_number(arguments.Get("document-number"));
  request.set_comment(arguments.Get("comment"));
  request.set_request_id(ActRequestId("approve", request));
  return ShowResult(session, session.client->Call(request));
}

}  // namespace

Command ApproveCommand() {
  return {.name = "approve",
          .summary = {"批准已提交的版本；批准人须不同于编制人和提交人",
                      "approves a submitted revision; by another person than who wrote or submitted it"},
          .grammar = {.operands = "REVISION",
                      .least = 1,
                      .most = 1,
                      .flags = {{"legal-date",
                                 "YYYY-MM-DD",
                                 {"批复日期；本系统编制的预算必填",
                                  "the day of the approval in law; required for a budget prepared here"}},
                                {"document-number", "TEXT", {"批复文号", "the number of the approval"}},
                                {"digest",
                                 "DIGEST",
                                 {"看过的版本摘要；不符则拒绝",
                                  "the digest that was seen; another one is refused"}},
                                {"comment", "TEXT", {"备注", "remarks"}}}},
          .run = Run};
}

}  // namespace clearbudget::cli
