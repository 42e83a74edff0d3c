// clearbudget list: what there is below a name.
#include <array>
#include <string>
#include <string_view>

#include "common/contract/violation_list.h"
#include "common/errors/error.h"
#include "services/cli/client/pages.h"
#include "services/cli/commands/command.h"
#include "services/cli/input/operand.h"
#include "services/cli/output/list_view.h"
#include "services/cli/output/message_view.h"

namespace clearbudget::cli {
namespace {

using Result = absl::StatusOr<ExitCode>;

// A kind of thing that is listed: a row of the table below.
struct Kind {
  std::string_view name;
  std::string_view parent;  // The pattern of the name it stands below; empty for none.
  Result (*list)(const Session& session, const Arguments& arguments, const std::string& parent);
};

void ShowList(const google::protobuf::Message& list, Console& console) {
  ShowMessage(list, console);
}

template <typename List>
Result Show(const Session& session, const absl::StatusOr<List>& list) {
  if (!list.ok()) return list.status();
  if (session.console.json()) {
    session.console.ShowJson(*list);
  } else {
    ShowList(*list, session.console);
  }
  return ExitCode::kDone;
}

template <typename Request>
Result ListBelow(const Session& session, const Arguments&, const std::string& parent) {
  Request request;
  request.set_parent(parent);
  return Show(session, ReadAllPages(*session.client, std::move(request)));
}

template <typename Request>
Result ListAll(const Session& session, const Arguments&, const std::string&) {
  return Show(session, session.client->Call(Request()));
}

Result ListLines(const Session& session, const Arguments&, const std::string& parent) {
  return Show(session, ReadAllLines(*session.client, parent));
}

// The changes from the cursor on, up to the last there is.
Result ListChanges(const Session& session, const Arguments& arguments, const std::string& parent) {
  budget::v1::ListBudgetChangesRequest request;
  request.set_parent(parent);
  request.set_page_size(1000);
  request.set_cursor(arguments.Get("cursor"));
  budget::v1::ListBudgetChangesResponse all;
  while (true) {
    const auto page = session.client->Call(request);
    if (!page.ok()) return page.status();
    all.MergeFrom(*page);
    request.set_cursor(page->cursor());
    if (page->changes().empty()) break;
  }
  return Show<budget::v1::ListBudgetChangesResponse>(session, all);
}

constexpr std::array kKinds = {
    Kind{"agencies", "regions/{region}", ListBelow<budget::v1::ListAgenciesRequest>},
    Kind{"budgets", "regions/{region}/agencies/{agency|-}", ListBelow<budget::v1::ListBudgetsRequest>},
    Kind{"revisions", kBudgetPattern, ListBelow<budget::v1::ListBudgetRevisionsRequest>},
    Kind{"lines", kRevisionPattern, ListLines},
    Kind{"evaluations", kRevisionPattern, ListBelow<performance::v1::ListEvaluationsRequest>},
    Kind{"changes", "regions/{region}/agencies/{agency|-}", ListChanges},
    Kind{"packs", "", ListAll<pack::v1::ListPacksRequest>},
    Kind{"formats", "", ListAll<disclosure::v1::ListFormatsRequest>},
};

std::string KnownKinds() {
  std::string known;
  for (const Kind& kind : kKinds) {
    if (!known.empty()) known += ", ";
    known += kind.name;
  }
  return known;
}

Result Run(const Session& session, const Arguments& arguments) {
  const std::string& name = arguments.operands[0];
  for (const Kind& kind : kKinds) {
    if (kind.name != name) continue;
    const bool given = arguments.operands.size() == 2;
    const std::string parent = given ? arguments.operands[1] : "";
    if (given == kind.parent.empty() || (given && !names::IsResourceName(parent))) {
      return NameError("PARENT", parent, kind.parent.empty() ? "list " + name : std::string(kind.parent));
    }
    return kind.list(session, arguments, parent);
  }
  return UsageError("list", {{"KIND", name, errors::Reason::kNotAllowed, KnownKinds(), KnownKinds()}});
}

}  // namespace

Command ListCommand() {
  return {.name = "list",
          .summary = {"列出 agencies、budgets、revisions、lines、evaluations、changes、packs 或 formats",
                      "lists agencies, budgets, revisions, lines, evaluations, changes, packs or formats"},
          .grammar =
              {.operands = "KIND [PARENT]",
               .least = 1,
               .most = 2,
               .flags = {{"cursor", "CURSOR", {"changes 从此处继续", "where the list of changes goes on"}}}},
          .run = Run};
}

}  // namespace clearbudget::cli
