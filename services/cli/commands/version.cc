// clearbudget version: which program this is.
#include "services/cli/commands/command.h"
#include "services/cli/output/json_text.h"

namespace clearbudget::cli {
namespace {

absl::StatusOr<ExitCode> Run(const Session& session, const Arguments&) {
  if (!session.console.json()) {
    session.console.Line("clearbudget " CLEARBUDGET_VERSION);
    return ExitCode::kDone;
  }
  JsonText json;
  json.BeginObject();
  json.Text("version", CLEARBUDGET_VERSION);
  json.EndObject();
  session.console.Line(json.text());
  return ExitCode::kDone;
}

}  // namespace

Command VersionCommand() {
  return {.name = "version",
          .summary = {"显示程序版本", "tells the version"},
          .grammar = {},
          .calls = false,
          .run = Run};
}

}  // namespace clearbudget::cli
