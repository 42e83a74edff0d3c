// clearbudget delegate: lends the caller's roles to another person for some days, tells what is lent, and
// takes it back.
#include <array>
#include <string>
#include <string_view>

#include "common/names/resource_name.h"
#include "services/cli/client/pages.h"
#include "services/cli/commands/command.h"
#include "services/cli/input/operand.h"
#include "services/cli/input/request_id.h"
#include "services/cli/output/list_view.h"
#include "services/cli/output/message_view.h"

namespace clearbudget::cli {
namespace {

using budget::v1::Delegation;
using Result = absl::StatusOr<ExitCode>;

constexpr std::string_view kDelegationPattern = "regions/{region}/delegations/{delegation}";
constexpr std::array<std::string_view, 5> kTerms{"to", "roles", "first-day", "last-day", "reason"};

Result Show(const Session& session, const absl::StatusOr<Delegation>& delegation) {
  if (!delegation.ok()) return delegation.status();
  if (session.console.json()) {
    session.console.ShowJson(*delegation);
  } else {
    ShowMessage(*delegation, session.console);
  }
  return ExitCode::kDone;
}

Result Create(const Session& session, const Arguments& arguments, const std::string& name) {
  std::vector<errors::Violation> violations;
  for (const std::string_view term : kTerms) {
    if (!arguments.Get(term).empty()) continue;
    const std::string flag = "--" + std::string(term);
    violations.push_back({flag, "", errors::Reason::kRequired, flag, flag});
  }
  if (!violations.empty()) return UsageError("delegate", std::move(violations));
  budget::v1::CreateDelegationRequest request;
  Delegation& delegation = *request.mutable_delegation();
  delegation.set_name(name);
  delegation.set_delegate(arguments.Get("to"));
  for (std::string& role : SplitList(arguments.Get("roles"))) delegation.add_roles(std::move(role));
  delegation.set_first_day(arguments.Get("first-day"));
  delegation.set_last_day(arguments.Get("last-day"));
  delegation.set_reason(arguments.Get("reason"));
  request.set_request_id(ActRequestId("delegate", request));
  return Show(session, session.client->Call(request));
}

// Ends well where it was taken back before.
Result Revoke(const Session& session, const Arguments&, const std::string& name) {
  budget::v1::GetDelegationRequest read;
  read.set_name(name);
  const auto held = session.client->Call(read);
  if (!held.ok() || held->revoked()) return Show(session, held);
  budget::v1::RevokeDelegationRequest request;
  request.set_name(name);
  request.set_etag(held->etag());
  request.set_request_id(ActRequestId("revoke", request));
  return Show(session, session.client->Call(request));
}

Result List(const Session& session, const Arguments&, const std::string& region) {
  budget::v1::ListDelegationsRequest request;
  request.set_parent(region);
  const auto list = ReadAllPages(*session.client, std::move(request));
  if (!list.ok()) return list.status();
  if (session.console.json()) {
    session.console.ShowJson(*list);
  } else {
    ShowList(*list, session.console);
  }
  return ExitCode::kDone;
}

struct Act {
  std::string_view word;
  std::string_view pattern;  // Of the name that it is done to.
  Result (*run)(const Session& session, const Arguments& arguments, const std::string& name);
};

constexpr std::array kActs = {Act{"create", kDelegationPattern, Create},
                              Act{"revoke", kDelegationPattern, Revoke},
                              Act{"list", "regions/{region}", List}};

Result Run(const Session& session, const Arguments& arguments) {
  const std::string& word = arguments.operands[0];
  const std::string& name = arguments.operands[1];
  for (const Act& act : kActs) {
    if (act.word != word) continue;
    if (!names::IsResourceName(name)) return NameError("NAME", name, act.pattern);
    return act.run(session, arguments, name);
  }
  constexpr const char* kExpected = "create, revoke, list";
  return UsageError("delegate", {{"ACT", word, errors::Reason::kNotAllowed, kExpected, kExpected}});
}

}  // namespace

Command DelegateCommand() {
  return {
      .name = "delegate",
      .summary =
          {"委托：create 把自己的角色在若干日内委托他人，revoke 收回，list 列出；受托人以 --acting-for 行使",
           "lends roles to another person for some days (create), takes them back (revoke), tells what is "
           "lent "
           "(list); the other person acts with --acting-for"},
      .grammar = {.operands = "create|revoke|list NAME",
                  .least = 2,
                  .most = 2,
                  .flags = {{"to", "PERSON", {"受托人", "the person who may act"}},
                            {"roles", "ROLE,...", {"委托的角色", "the roles that are lent"}},
                            {"first-day", "YYYY-MM-DD", {"起始日", "the first day"}},
                            {"last-day",
                             "YYYY-MM-DD",
                             {"截止日，含当日，至多在起始日后 92 天",
                              "the last day, included, at most 92 days after the first"}},
                            {"reason", "TEXT", {"委托事由", "why"}}}},
      .run = Run};
}

}  // namespace clearbudget::cli
