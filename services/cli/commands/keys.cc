// clearbudget keys: a key pair for development tokens.
#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "common/errors/error.h"
#include "common/rpc/development_tokens.h"
#include "services/cli/commands/command.h"
#include "services/cli/output/json_text.h"

namespace clearbudget::cli {
namespace {

constexpr const char* kPrivateKey = "token_private.pem";
constexpr const char* kPublicKey = "token_public.pem";

absl::StatusOr<ExitCode> Run(const Session& session, const Arguments& arguments) {
  const std::filesystem::path folder = arguments.operands[0];
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    return UsageError("keys", {{"DIR", folder.string(), errors::Reason::kReferenceUnknown, "可建立的目录",
                                "a folder that can be made"}});
  }
  const std::string private_key = folder / kPrivateKey;
  const std::string public_key = folder / kPublicKey;
  if (absl::Status status = rpc::GenerateTokenKeys(private_key, public_key); !status.ok()) return status;
  if (session.console.json()) {
    JsonText json;
    json.BeginObject();
    json.Text("privateKey", private_key);
    json.Text("publicKey", public_key);
    json.EndObject();
    session.console.Line(json.text());
  } else {
    session.console.Line(fmt::format("{} {}", session.console.Say({"私钥", "private key"}), private_key));
    session.console.Line(fmt::format("{} {}", session.console.Say({"公钥", "public key"}), public_key));
  }
  return ExitCode::kDone;
}

}  // namespace

Command KeysCommand() {
  return {.name = "keys",
          .summary =
              {"生成开发用密钥对；私钥仅本人可读，不覆盖已有文件",
               "makes a development key pair; the private key is for its owner only; nothing is overwritten"},
          .grammar = {.operands = "DIR", .least = 1, .most = 1, .flags = {}},
          .calls = false,
          .run = Run};
}

}  // namespace clearbudget::cli
