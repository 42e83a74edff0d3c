// clearbudget keys: keys and certificates of a development installation.
#include "services/cli/commands/command.h"
#include "services/cli/keys/development_keys.h"
#include "services/cli/output/json_text.h"

namespace clearbudget::cli {
namespace {

struct State {
  Words words;
  std::string_view json;
};

State StateOf(KeyFileState state) {
  switch (state) {
    case KeyFileState::kMade:
      return {{"新建", "made"}, "MADE"};
    case KeyFileState::kRenewed:
      return {{"更新", "renewed"}, "RENEWED"};
    case KeyFileState::kKept:
      break;
  }
  return {{"保留", "kept"}, "KEPT"};
}

absl::StatusOr<ExitCode> Run(const Session& session, const Arguments& arguments) {
  const auto files = MakeDevelopmentKeys(arguments.operands[0], session.clock, arguments.Has("renew"));
  if (!files.ok()) return files.status();
  if (session.console.json()) {
    JsonText json;
    json.BeginObject();
    json.BeginList("files");
    for (const KeyFile& file : *files) {
      json.BeginObject();
      json.Text("path", file.path);
      json.Text("state", StateOf(file.state).json);
      json.EndObject();
    }
    json.EndList();
    json.EndObject();
    session.console.Line(json.text());
    return ExitCode::kDone;
  }
  Table table({{"", false, true}, {}});
  for (const KeyFile& file : *files)
    table.AddRow({file.path, session.console.Say(StateOf(file.state).words)});
  session.console.Show(table);
  return ExitCode::kDone;
}

}  // namespace

Command KeysCommand() {
  return {.name = "keys",
          .summary =
              {"生成开发用的密钥、证书和身份策略；私钥仅本人可读，可重复运行，已有的予以保留",
               "makes keys, certificates and the identity policy of a development installation; private keys "
               "are for their owner only; may be repeated, what is there is kept"},
          .grammar = {.operands = "DIR",
                      .least = 1,
                      .most = 1,
                      .flags = {{"renew",
                                 "",
                                 {"重新签发全部证书（根证书除外）",
                                  "issues every certificate anew, but for the authorities'"}}}},
          .calls = false,
          .run = Run};
}

}  // namespace clearbudget::cli
