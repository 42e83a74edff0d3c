// clearbudget token: prints a token, for other clients of a development installation.
#include "services/cli/client/credentials.h"
#include "services/cli/commands/command.h"
#include "services/cli/output/json_text.h"

namespace clearbudget::cli {
namespace {

absl::StatusOr<ExitCode> Run(const Session& session, const Arguments&) {
  const absl::StatusOr<std::string> token = MintToken(session.settings, session.clock);
  if (!token.ok()) return token.status();
  if (!session.console.json()) {
    session.console.Line(*token);
    return ExitCode::kDone;
  }
  JsonText json;
  json.BeginObject();
  json.Text("token", *token);
  json.Number("lifeSeconds", std::chrono::seconds(kTokenLife).count());
  json.EndObject();
  session.console.Line(json.text());
  return ExitCode::kDone;
}

}  // namespace

Command TokenCommand() {
  return {.name = "token",
          .summary = {"输出一个 15 分钟有效的开发令牌",
                      "prints a development token that is valid for 15 minutes"},
          .grammar = {},
          .calls = false,
          .run = Run};
}

}  // namespace clearbudget::cli
