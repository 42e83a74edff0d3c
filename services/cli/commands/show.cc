// clearbudget show: any resource, picked by the pattern of its name.
#include <string>

#include "common/errors/error.h"
#include "common/facts/digest.h"
#include "services/cli/client/pages.h"
#include "services/cli/commands/command.h"
#include "services/cli/input/operand.h"
#include "services/cli/output/evaluation_view.h"
#include "services/cli/output/message_view.h"
#include "services/cli/output/revision_view.h"

namespace clearbudget::cli {
namespace {

using Result = absl::StatusOr<ExitCode>;

void Show(const google::protobuf::Message& message, Console& console) {
  ShowMessage(message, console);
}

void Show(const performance::v1::Evaluation& evaluation, Console& console) {
  ShowEvaluation(evaluation, console);
}

void Show(const budget::v1::BudgetRevision& revision, Console& console) {
  ShowRevision(revision, console);
  if (revision.has_content()) ShowMessage(revision.content(), console);
}

template <typename Message>
Result Finish(const Session& session, const absl::StatusOr<Message>& message) {
  if (!message.ok()) return message.status();
  if (session.console.json()) {
    session.console.ShowJson(*message);
  } else {
    Show(*message, session.console);
  }
  return ExitCode::kDone;
}

template <typename Request>
Request Named(const std::string& name) {
  Request request;
  request.set_name(name);
  return request;
}

// With lines the content is read in one piece, and refused above 16 MiB; "list lines" has no such limit.
template <typename Request>
Request Viewed(const std::string& name, const Arguments& arguments) {
  Request request = Named<Request>(name);
  request.set_view(arguments.Has("head")    ? budget::v1::BUDGET_VIEW_HEAD
                   : arguments.Has("lines") ? budget::v1::BUDGET_VIEW_FULL
                                            : budget::v1::BUDGET_VIEW_CONTENT);
  return request;
}

// A pack is named by its digest, or by its id among those in use.
Result ShowPack(const Session& session, const std::string& name) {
  pack::v1::GetPackRequest request;
  request.set_digest(name);
  if (facts::IsDigest(name)) return Finish(session, session.client->Call(request));
  const auto packs = session.client->Call(pack::v1::ListPacksRequest());
  if (!packs.ok()) return packs.status();
  for (const pack::v1::ResolvedPack& pack : packs->packs()) {
    if (pack.id() == name) return Finish(session, absl::StatusOr<pack::v1::ResolvedPack>(pack));
  }
  return errors::Error(errors::Reason::kNotFound, {{"name", name}});
}

Result Run(const Session& session, const Arguments& arguments) {
  const std::string& name = arguments.operands[0];
  const Client& client = *session.client;
  if (names::ParseAgencyName(name).ok())
    return Finish(session, client.Call(Named<budget::v1::GetAgencyRequest>(name)));
  if (names::ParseBudgetName(name).ok()) {
    return Finish(session, client.Call(Viewed<budget::v1::GetBudgetRequest>(name, arguments)));
  }
  if (names::ParseRevisionName(name).ok()) {
    return Finish(session, client.Call(Viewed<budget::v1::GetBudgetRevisionRequest>(name, arguments)));
  }
  if (names::ParseEvaluationName(name).ok()) {
    return Finish(session, client.Call(Named<performance::v1::GetEvaluationRequest>(name)));
  }
  if (names::ParseProgressReportName(name).ok()) {
    return Finish(session, client.Call(Named<performance::v1::GetProgressReportRequest>(name)));
  }
  if (names::IsNameSegment(name) || facts::IsDigest(name)) return ShowPack(session, name);
  return NameError("NAME", name, std::string(kRevisionPattern) + "…, PACK");
}

}  // namespace

Command ShowCommand() {
  return {.name = "show",
          .summary = {"显示单位、预算、版本、进度报告、评价或规则包",
                      "shows an agency, budget, revision, progress report, evaluation or pack"},
          .grammar = {.operands = "NAME",
                      .least = 1,
                      .most = 1,
                      .flags = {{"head", "", {"只显示概要", "without content"}},
                                {"lines", "", {"含明细行", "with lines"}}}},
          .run = Run};
}

}  // namespace clearbudget::cli
